using System.Text.Json.Nodes;
using Streaming.Trainer.Importing;

namespace Streaming.Trainer.Tests.Importing;

public sealed class XgboostImportTests : IDisposable
{
    private const string Xgboost = "--xgboost";
    private readonly ImportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task The_previous_systems_model_says_what_XGBoost_says_of_1000_rows()
    {
        var rows = XgboostFixture.Rows(XgboostFixture.Expected);
        Assert.Equal(1000, rows.Count);

        var snapshot = await _stage.ImportAsync(Xgboost, XgboostFixture.Text(), "--canary", XgboostFixture.Expected);

        Assert.InRange(ImportStage.LargestDifference(snapshot, rows), 0, 1e-6);
        Assert.Equal(XgboostFixture.Classes, snapshot.Manifest.Classes);
        Assert.Equal(2, snapshot.Manifest.Format);
        var ensemble = Assert.Single(snapshot.Manifest.Ensembles);
        Assert.Equal("u-g-r-i-z-redshift.zip", ensemble.File);
        Assert.Equal(["u", "g", "r", "i", "z", "redshift"], ensemble.Inputs);
        Assert.Equal(["alpha", "delta", "u", "g", "r", "i", "z", "redshift"], ensemble.Features);
        Assert.Equal(("124", "1000"), (Fact(snapshot.Manifest, "Rounds"), Fact(snapshot.Manifest, "CanaryRows")));
        Assert.Equal("1.7.4", ensemble.Trainer.Packages["XGBoost"]);
        Assert.Equal(32, ensemble.Canary.Count);
        Assert.Null(ensemble.HoldOut);
        Assert.Contains("canary: 1,000 rows agree", _stage.Output, StringComparison.Ordinal);
        Assert.Contains($"trainer promote {snapshot.Manifest.Version}", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_on_a_threshold_goes_right_and_the_float_below_it_left()
    {
        var model = Parse(XgboostFixture.Text());
        var original = XgboostFixture.Trees(XgboostFixture.Model())[0]!;
        var feature = original["split_indices"]![0]!.GetValue<int>();
        var threshold = original["split_conditions"]![0]!.GetValue<float>();
        var tree = model.Trees[0];
        Assert.True(tree.Splits[0].Left > 0);

        Assert.Equal(tree.Splits[0].Right, Next(threshold));
        Assert.Equal(tree.Splits[0].Left, Next(MathF.BitDecrement(threshold)));
        Assert.Equal(tree.Splits[0].Feature, feature);

        int Next(float value) =>
            value <= FloatThreshold.AtMost(tree.Splits[0].Threshold) ? tree.Splits[0].Left : tree.Splits[0].Right;
    }

    [Fact]
    public async Task A_best_iteration_is_honoured_as_by_scikit_learns_wrapper()
    {
        var snapshot = await _stage.ImportAsync(Xgboost, AtBest("39"), "--canary", XgboostFixture.ExpectedAtBest);

        Assert.Equal(("40", "124"), (Fact(snapshot.Manifest, "Rounds"), Fact(snapshot.Manifest, "RoundsInFile")));
        Assert.Contains("rounds: 40 of 124", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rounds_can_be_asked_for_as_the_booster_itself_uses_all()
    {
        await _stage.ImportAsync(Xgboost, AtBest("39"), "--rounds", "124", "--canary", XgboostFixture.Expected);
        await _stage.ImportAsync(
            Xgboost, XgboostFixture.Text(), "--rounds", "40", "--canary", XgboostFixture.ExpectedAtBest);
    }

    [Theory]
    [InlineData("""{"version": [2, 1, 4]}""")]
    [InlineData("""{"version": [3, 1, 0], "learner": {"learner_model_param": {"base_score": "[5E-1]"}}}""")]
    [InlineData("""{"learner": {"learner_model_param": {"base_score": "[-2.5E-1,-2.5E-1,-2.5E-1]"}}}""")]
    [InlineData("""{"learner": {"learner_model_param": {"base_score": 0.5, "num_class": 3, "num_feature": 8}}}""")]
    [InlineData("""{"learner": {"objective": {"name": "multi:softmax"}}}""")]
    [InlineData("""{"learner": {"attributes": {}}}""")]
    [InlineData("""{"learner": {"attributes": null, "feature_types": ["float", "float"]}}""")]
    [InlineData("""{"learner": {"gradient_booster": {"model": {"cats": {"enc": [], "sorted_idx": []}}}}}""")]
    [InlineData("""{"learner": {"gradient_booster": {"model": {"iteration_indptr": [0, 3, 6]}}}}""")]
    public async Task Other_versions_of_the_format_are_read(string difference)
    {
        var model = XgboostFixture.Model();
        Merge(model, JsonNode.Parse(difference)!);

        await _stage.ImportAsync(Xgboost, model.ToJsonString(), "--canary", XgboostFixture.Expected);
    }

    [Fact]
    public async Task The_first_versions_wrote_less_about_a_tree_and_default_directions_as_words()
    {
        var model = XgboostFixture.Model();
        foreach (var tree in XgboostFixture.Trees(model))
        {
            foreach (var name in (string[])["categories", "categories_nodes", "split_type", "base_weights"])
            {
                tree!.AsObject().Remove(name);
            }

            tree!["default_left"] = new JsonArray(
                [.. tree["default_left"]!.AsArray().Select(one => JsonValue.Create(one!.GetValue<int>() != 0))]);
        }

        await _stage.ImportAsync(Xgboost, model.ToJsonString(), "--canary", XgboostFixture.Expected);
    }

    [Fact]
    public async Task What_each_class_starts_from_counts()
    {
        double[] start = [-0.5, 0.25, 1.5];
        var model = XgboostFixture.Model();
        model["learner"]!["learner_model_param"]!["base_score"] = "[-5E-1,2.5E-1,1.5E0]";
        var rows = XgboostFixture.Rows(XgboostFixture.Expected).Select(row =>
        {
            var odds = row.Probabilities.Zip(start, (p, score) => p * Math.Exp(score)).ToArray();
            return (row.Observation, odds.Select(one => one / odds.Sum()).ToArray());
        }).ToList();

        var snapshot = await _stage.ImportAsync(Xgboost, model.ToJsonString());

        Assert.InRange(ImportStage.LargestDifference(snapshot, rows), 0, 1e-5);
    }

    [Fact]
    public async Task The_same_model_gives_the_same_bytes()
    {
        var first = await _stage.ImportAsync(Xgboost, XgboostFixture.Text());
        using var other = new ImportStage();
        var second = await other.ImportAsync(Xgboost, XgboostFixture.Text());

        Assert.Equal(first.Manifest.Sha256, second.Manifest.Sha256);
    }

    [Fact]
    public async Task Missing_values_keep_their_direction()
    {
        var snapshot = await _stage.ImportAsync(Xgboost, XgboostFixture.Text());
        var model = XgboostFixture.Trees(XgboostFixture.Model());
        var row = XgboostFixture.Rows(XgboostFixture.Expected)[0].Observation with { Redshift = double.NaN };
        double[] values = [row.Alpha, row.Delta, row.U, row.G, row.R, row.I, row.Z, row.Redshift];
        var scores = new double[3];
        foreach (var (index, tree) in model.Index())
        {
            scores[index % 3] += Walk(tree!, values);
        }

        var sum = scores.Sum(Math.Exp);
        double[] expected = [.. scores.Select(score => Math.Exp(score) / sum)];
        var said = Assert.Single(Assert.Single(snapshot.Ensembles).Probabilities([row]));
        Assert.All(said.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));

        // In a stream no missing value reaches them: the model has no ensemble for such a row.
        Assert.Null(Assert.Single(snapshot.Probabilities([row])));
    }

    // As XGBoost walks: from its own lists.
    private static double Walk(JsonNode tree, double[] values)
    {
        var node = 0;
        while (tree["left_children"]![node]!.GetValue<int>() is var left && left >= 0)
        {
            var value = (float)values[tree["split_indices"]![node]!.GetValue<int>()];
            var goesLeft = float.IsNaN(value)
                ? tree["default_left"]![node]!.GetValue<int>() != 0
                : value < tree["split_conditions"]![node]!.GetValue<float>();
            node = goesLeft ? left : tree["right_children"]![node]!.GetValue<int>();
        }

        return tree["split_conditions"]![node]!.GetValue<float>();
    }

    private static string AtBest(string iteration)
    {
        var model = XgboostFixture.Model();
        model["learner"]!["attributes"]!["best_iteration"] = iteration;
        return model.ToJsonString();
    }

    private static BoostedTrees Parse(string model) =>
        XgboostReader.Read(new ModelSource(Xgboost, "model.json", System.Text.Encoding.UTF8.GetBytes(model)));

    private static string Fact(Classification.Models.ModelManifest manifest, string name) =>
        manifest.Fullest().Trainer.Hyperparameters[name];

    private static void Merge(JsonNode into, JsonNode difference)
    {
        foreach (var (name, value) in difference.AsObject())
        {
            if (into[name] is JsonObject inner && value is JsonObject { Count: > 0 })
            {
                Merge(inner, value);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }
}
