using System.Text.Json.Nodes;

namespace Streaming.Trainer.Tests.Importing;

public sealed class ImportOptionsTests : IDisposable
{
    private const string Order = "alpha,delta,u,g,r,i,z,redshift";
    private readonly ImportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("alpha,delta,u,g,r,i,z,redshift", "ra", "dec", "u", "g", "r", "i", "z", "redshift")]
    [InlineData("alpha,delta,u,g,r,i,z,redshift", "RA", "DEC", "modelMag_u", "g", "r", "i", "z", "spec_z")]
    [InlineData("alpha,delta,u-g,g-r,r-i,i-z,z,redshift", "ra", "delta", "u_g", "g_r", "r_i", "i-z", "z", "redshift")]
    public async Task A_models_own_names_are_understood(string features, params string[] own)
    {
        var snapshot = await _stage.ImportAsync("--xgboost", Named(own));

        Assert.Equal(features.Split(','), snapshot.Manifest.Fullest().Features);
    }

    [Fact]
    public async Task A_model_without_names_needs_them_from_the_command_line()
    {
        var nameless = Named();

        Assert.Contains(
            "the model does not name its features; name all 8 in their order: --features",
            await _stage.RefusalAsync("--xgboost", nameless),
            StringComparison.Ordinal);
        using var other = new ImportStage();
        await other.ImportAsync(
            "--xgboost", nameless, "--features", Order.Replace("alpha", "ra", StringComparison.Ordinal),
            "--canary", XgboostFixture.Expected);
    }

    [Theory]
    [InlineData("'plate' is not in the catalogue", "plate,delta,u,g,r,i,z,redshift")]
    [InlineData("--features: 7 features, the model has 8", "delta,u,g,r,i,z,redshift")]
    [InlineData("--features: each feature may stand there once", "u,delta,u,g,r,i,z,redshift")]
    [InlineData("column 1 is 'delta', the model itself calls it 'alpha'", "delta,alpha,u,g,r,i,z,redshift")]
    public async Task Wrong_features_are_refused(string reason, string features) => Assert.Contains(
        reason,
        await _stage.RefusalAsync("--xgboost", XgboostFixture.Text(), "--features", features),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_name_outside_the_catalogue_is_named() => Assert.Contains(
        "the model's feature 'Column_2' is not in the catalogue",
        await _stage.RefusalAsync("--xgboost", Named("alpha", "delta", "Column_2", "g", "r", "i", "z", "redshift")),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_side_file_gives_features_and_classes()
    {
        var side = _stage.Folder.Write(
            "side.json",
            """
            {"features": ["ra", "dec", "u", "g", "r", "i", "z", "redshift"], "classes": ["galaxy", "star", "qso"]}
            """);
        var model = _stage.Folder.Write("model.json", Named());

        Assert.Equal(0, await _stage.InvokeAsync(
            "--xgboost", model, "--side-file", side, "--canary", XgboostFixture.Expected));

        Assert.Equal(XgboostFixture.Classes, _stage.Store.ReadManifest(_stage.Store.Versions()[0]).Classes);
    }

    [Theory]
    [InlineData("{\"features\": \"u,g\"}", "--side-file")]
    [InlineData("{\"features\": [\"u\"], \"class\": []}", "--side-file")]
    [InlineData("null", "it is empty")]
    [InlineData("{\"classes\": [\"STAR\"]}", "--classes is given twice")]
    public async Task A_wrong_side_file_is_refused(string content, string reason) => Assert.Contains(
        reason,
        await _stage.RefusalAsync(
            "--xgboost", XgboostFixture.Text(), "--side-file", _stage.Folder.Write("side.json", content)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("GALAXY,STAR")]
    [InlineData("GALAXY,STAR,STAR")]
    [InlineData("GALAXY,STAR,NEBULA")]
    public async Task Classes_must_be_the_three(string classes)
    {
        var model = _stage.Folder.Write("model.json", XgboostFixture.Text());

        Assert.Equal(ExitCode.Failure, await _stage.InvokeAsync("--xgboost", model, "--classes", classes));

        Assert.Contains(
            $"--classes: '{classes}' is not STAR, GALAXY, QSO, each once", _stage.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classes_are_never_guessed()
    {
        var model = _stage.Folder.Write("model.json", XgboostFixture.Text());

        Assert.Equal(ExitCode.Failure, await _stage.InvokeAsync("--xgboost", model));

        Assert.Contains("--classes is missing", _stage.Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--xgboost", "a.json", "--lightgbm", "b.txt")]
    public async Task Exactly_one_model_is_named(params string[] models)
    {
        Assert.Equal(ExitCode.Usage, await _stage.InvokeAsync([.. models, "--classes", "GALAXY,STAR,QSO"]));

        Assert.Contains("give either --lightgbm or --xgboost", _stage.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        string[] gone = ["--lightgbm", "gone.txt", "--classes", "GALAXY,STAR,QSO"];
        Assert.Equal(ExitCode.Failure, await _stage.InvokeAsync(gone));

        Assert.Contains("--lightgbm gone.txt: no such file", _stage.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rounds_than_there_are_cannot_be_asked_for() => Assert.Contains(
        "--rounds asks for 125 rounds, the file has 124",
        await _stage.RefusalAsync("--xgboost", XgboostFixture.Text(), "--rounds", "125"),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_canary_row_that_disagrees_is_named_by_its_line()
    {
        var lines = File.ReadAllLines(XgboostFixture.Expected)[..20];
        var cells = lines[10].Split(',');
        cells[^1] = "0.5";
        lines[10] = string.Join(',', cells);
        var canary = _stage.Folder.Write("canary.csv", string.Join('\n', lines));

        var refusal = await _stage.RefusalAsync("--xgboost", XgboostFixture.Text(), "--canary", canary);

        Assert.Contains("1 of 19 rows differ, the first at line 11", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("all agree with", refusal, StringComparison.Ordinal);
        Assert.Contains("canary.csv line 11: differs by", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_class_order_is_found_out_by_the_canary()
    {
        var model = _stage.Folder.Write("model.json", XgboostFixture.Text());

        Assert.Equal(ExitCode.Failure, await _stage.InvokeAsync(
            "--xgboost", model, "--classes", "STAR,QSO,GALAXY", "--canary", XgboostFixture.Expected));

        Assert.Contains("all agree with --classes GALAXY,STAR,QSO", _stage.Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("alpha,delta,u,g,r,i,z,redshift,GALAXY,STAR,QSO\n", "no row")]
    [InlineData("alpha,delta,u,g,r,i,z,redshift,GALAXY,STAR\n1,2,3\n", "no column 'QSO' (accepted: QSO, p_QSO)")]
    [InlineData("alpha,delta,g,r,i,z,redshift,GALAXY,STAR,QSO\n1\n", "no column 'u'")]
    [InlineData("alpha,delta,u,g,r,i,z,redshift,GALAXY,STAR,QSO\n1,2,3,4,5,6,7,8,0.1,0.9\n", "line 2: 10 fields instead of 11")]
    [InlineData("alpha,delta,u,g,r,i,z,redshift,GALAXY,STAR,QSO\n1,2,3,4,5,6,7,8,0.1,0.9,\n", "line 2: ''")]
    [InlineData("alpha,delta,u,g,r,i,z,redshift,GALAXY,STAR,QSO\n1,2,NaN,4,5,6,7,8,0.1,0.9,0\n", "line 2: 'NaN'")]
    public async Task A_canary_file_that_cannot_be_used_is_refused(string content, string reason) => Assert.Contains(
        reason,
        await _stage.RefusalAsync(
            "--xgboost", XgboostFixture.Text(), "--canary", _stage.Folder.Write("canary.csv", content)),
        StringComparison.Ordinal);

    [Fact]
    public async Task An_imported_model_is_measured_on_a_files_hold_out()
    {
        var data = _stage.Folder.Write("night.csv", SimulatedCatalogue.Text(2000));

        var manifest = (await _stage.ImportAsync("--xgboost", XgboostFixture.Text(), "--data", data)).Manifest;

        var ensemble = Assert.Single(manifest.Ensembles);
        Assert.InRange(ensemble.HoldOut!.Rows, 180, 300);
        Assert.InRange(ensemble.HoldOut.Accuracy, 0.9, 1);
        Assert.Equal(ensemble.Features, ensemble.Distributions.Select(one => one.Feature));
        Assert.Equal("night.csv", ensemble.Trainer.Hyperparameters["HoldOutFile"]);
        Assert.Null(manifest.Data);
    }

    [Fact]
    public async Task Rows_without_a_position_cannot_measure_a_model_that_asks_for_it()
    {
        var data = _stage.Folder.Write("night.csv", "u,g,r,i,z,class,redshift\n20,19,18,17,16,STAR,0\n");

        Assert.Contains(
            "no row with all the model's features",
            await _stage.RefusalAsync("--xgboost", XgboostFixture.Text(), "--data", data),
            StringComparison.Ordinal);
    }

    private static string Named(params string[] names)
    {
        var model = XgboostFixture.Model();
        model["learner"]!["feature_names"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        return model.ToJsonString();
    }
}
