using System.Text.Json.Nodes;
using Streaming.Classification.Features;
using Streaming.Classification.Models;

namespace Streaming.Classification.Tests.Models;

public sealed class ModelLoaderTests(TestModel model) : IClassFixture<TestModel>, IDisposable
{
    private readonly TemporaryStore _temporary = new();

    private EnsembleManifest First => model.Manifest.Ensembles[0];

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_good_model_loads_and_scores()
    {
        _temporary.Store.Add(model.Manifest, model.Files);

        var snapshot = ModelLoader.Load(_temporary.Store, "test-1");

        Assert.Equal("test-1", snapshot.Reference.Version);
        Assert.Equal(model.Manifest.Sha256, snapshot.Reference.Sha256);
        Assert.Equal(
            ["u-g-r-i-z-redshift", "u-g-r-i-z", "g-r-i"], snapshot.Ensembles.Select(one => one.Inputs.Name));
        Assert.DoesNotContain(null, snapshot.Score(TestModel.Observations));
    }

    [Fact]
    public void The_ensembles_may_stand_in_any_order()
    {
        var backwards = TestModel.Sealed(model.Manifest with { Ensembles = [.. model.Manifest.Ensembles.Reverse()] });
        _temporary.Store.Add(backwards, model.Files.Reverse());

        var snapshot = ModelLoader.Load(_temporary.Store, "test-1");

        Assert.Equal(
            ["u-g-r-i-z-redshift", "u-g-r-i-z", "g-r-i"], snapshot.Ensembles.Select(one => one.Inputs.Name));
        Assert.NotEqual(model.Manifest.Sha256, snapshot.Reference.Sha256);
    }

    [Fact]
    public void An_unknown_version_is_refused() => Refused("has no model 'test-1'");

    [Fact]
    public void Another_digest_than_the_announced_is_refused()
    {
        _temporary.Store.Add(model.Manifest, model.Files);

        Assert.NotNull(ModelLoader.Load(_temporary.Store, "test-1", model.Manifest.Sha256));
        var fault = Assert.Throws<ModelException>(() => ModelLoader.Load(_temporary.Store, "test-1", First.Sha256));
        Assert.Equal(
            $"model 'test-1': the store's has SHA-256 {model.Manifest.Sha256}, announced was {First.Sha256}",
            fault.Message);
    }

    [Fact]
    public void Another_files_digest_is_refused() =>
        Refused("u-g-r-i-z-redshift.zip has SHA-256", model.With(one => one with { Sha256 = "00" }));

    [Fact]
    public void A_fingerprint_that_is_not_that_of_the_ensembles_is_refused()
    {
        var (one, two) = (model.Manifest.Ensembles[0], model.Manifest.Ensembles[1]);
        Refused($"sha256 is 00, its ensembles' is {model.Manifest.Sha256}", model.Manifest with { Sha256 = "00" });
        Refused(
            $"sha256 is {model.Manifest.Sha256}, its ensembles' is",
            model.Manifest with { Version = "test-2", Ensembles = [two, one, model.Manifest.Ensembles[2]] });
    }

    [Fact]
    public void A_changed_byte_is_refused_in_any_of_the_files()
    {
        for (var place = 0; place < model.Files.Count; place++)
        {
            var changed = (byte[])model.Files[place].Clone();
            changed[changed.Length / 2] ^= 1;

            Refused(
                $"{model.Manifest.Ensembles[place].File} has SHA-256",
                model.Manifest with { Version = $"test-{place}" },
                [.. model.Files.Select((file, i) => i == place ? changed : file)]);
        }
    }

    [Fact]
    public void A_truncated_file_is_refused_though_its_digest_is_right()
    {
        var truncated = model.Files[0][..(model.Files[0].Length / 2)];

        Refused(
            "u-g-r-i-z-redshift.zip cannot be loaded",
            model.With(one => one with { Sha256 = TestModel.Digest(truncated) }),
            [truncated, .. model.Files.Skip(1)]);
    }

    [Theory]
    // Found by fuzzing: the JSON reader takes a null in any list.
    [InlineData("canary")]
    [InlineData("features")]
    [InlineData("inputs")]
    [InlineData("coverage")]
    public void A_null_in_a_list_of_an_ensemble_is_refused(string list)
    {
        _temporary.Store.Add(model.Manifest, model.Files);
        var path = _temporary.File("test-1", ModelStore.ManifestFile);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["ensembles"]![0]![list] = new JsonArray((JsonNode?)null);
        File.WriteAllText(path, manifest.ToJsonString());

        Refused("model 'test-1': ");
    }

    [Fact]
    public void A_null_in_the_place_of_an_ensemble_is_refused()
    {
        _temporary.Store.Add(model.Manifest, model.Files);
        var path = _temporary.File("test-1", ModelStore.ManifestFile);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["ensembles"] = new JsonArray((JsonNode?)null);
        File.WriteAllText(path, manifest.ToJsonString());

        Refused("model 'test-1': its manifest is not that of a model");
    }

    [Fact]
    public void A_canary_row_that_scores_otherwise_is_refused()
    {
        var first = First.Canary[0];
        double[] off = [first.Probabilities[0] + 2e-6, .. first.Probabilities.Skip(1)];

        Refused(
            "u-g-r-i-z-redshift.zip: canary row 0 is off by more than 1E-06",
            model.With(one => one with { Canary = [first with { Probabilities = off }, .. one.Canary.Skip(1)] }));
    }

    [Fact]
    public void A_canary_row_within_the_tolerance_is_taken()
    {
        var first = First.Canary[0];
        double[] near = [first.Probabilities[0] + 9e-7, .. first.Probabilities.Skip(1)];
        _temporary.Store.Add(
            model.With(one => one with { Canary = [first with { Probabilities = near }] }), model.Files);

        Assert.NotNull(ModelLoader.Load(_temporary.Store, "test-1"));
    }

    [Fact]
    public void Canary_rows_are_needed_with_every_input_and_a_probability_for_each_class()
    {
        var row = First.Canary[0];

        Refused("has no canary rows", model.With(one => one with { Canary = [] }));
        Refused(
            "canary row 0 has 0 probabilities",
            model.With(one => one with { Canary = [row with { Probabilities = [] }] }, "test-2"));
        Refused(
            "canary row 0 lacks an input",
            model.With(
                one => one with { Canary = [row with { Observation = row.Observation.With("redshift", double.NaN) }] },
                "test-3"));
    }

    [Fact]
    public void Features_of_another_schema_are_refused()
    {
        Refused(
            "u-g-r-i-z-redshift.zip: featureHash",
            model.With(one => one with { Features = ["g", "u", "r", "i", "z", "redshift", "u-g"] }));
        Refused(
            "feature 'u/g' is not in the catalogue",
            model.With(one => one with { Features = ["u", "u/g"] }, "test-2"));
        Refused(
            "'plate' is not in the catalogue of features, nor among the inputs u, g, r, i, z, redshift",
            model.With(one => one with { Features = ["u", "plate"] }, "test-3"));
        Refused(
            "the canary rows cannot be scored",
            model.With(
                one => one with { Features = ["u", "g"], FeatureHash = FeatureSchema.Of(["u", "g"]).Hash }, "test-4"));
    }

    [Fact]
    public void A_feature_of_what_is_not_among_the_inputs_is_refused() => Refused(
        "u-g-r-i-z-redshift.zip: 'redshift' is not in the catalogue of features, nor among the inputs u, g, i, z, r",
        model.With(one => one with { Inputs = ["u", "g", "i", "z", "r"] }) with
        {
            Ensembles = [First with { Inputs = ["u", "g", "i", "z", "r"] }],
            Sha256 = ModelManifest.Fingerprint([First]),
        });

    [Fact]
    public void Two_ensembles_of_equal_inputs_are_refused() => Refused(
        "two ensembles have the same inputs",
        model.With(one => one with { Inputs = ["z", "u", "i", "g", "r"] }));

    [Fact]
    public void A_model_has_an_ensemble_and_its_inputs_have_names()
    {
        Refused("the manifest has no ensemble", TestModel.Sealed(model.Manifest with { Ensembles = [] }));
        Refused(
            "'u-g' is neither a band, 'redshift', nor a measurement's name",
            model.With(one => one with { Inputs = ["u-g", "r"] }, "test-2"));
        Refused(
            "inputs u g u: a name stands twice",
            model.With(one => one with { Inputs = ["u", "g", "u"] }, "test-3"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_temperature_that_is_not_positive_is_refused(double temperature) => Refused(
        $"u-g-r-i-z-redshift.zip: temperature {temperature} is not a positive number",
        model.With(one => one with { Temperature = temperature }));

    [Fact]
    public void A_class_without_a_quantile_is_refused() => Refused(
        "class QSO has no quantile at coverage 0.95",
        model.With(one => one with
        {
            Coverage = [new CoverageLevel(0.95, new Dictionary<string, double> { ["STAR"] = 0.5, ["GALAXY"] = 0.5 })],
        }));

    [Fact]
    public void A_density_that_does_not_fit_the_bands_is_refused()
    {
        var mixture = model.Manifest.Mixture!;
        var component = mixture.Components[0];

        Refused(
            "the mixture has no density in u g r i z",
            model.Manifest with { Mixture = mixture with { Bands = ["g", "r", "i", "z", "y"] } });
        Refused(
            "a covariance of the mixture is not positive definite",
            model.Manifest with
            {
                Version = "test-2",
                Mixture = mixture with { Components = [component with { Covariance = [.. new double[15]] }] },
            });
        Refused(
            "the table of novelty does not ascend from above 0 to 1",
            model.With(one => one with { Novelty = new NoveltyTable([2, 1], [0.5, 1]) }, "test-3"));
    }

    [Fact]
    public void Another_class_order_than_the_models_is_refused() => Refused(
        "class order is GALAXY, STAR, QSO, the model's STAR, GALAXY, QSO",
        model.Manifest with { Classes = ["GALAXY", "STAR", "QSO"] });

    [Fact]
    public void Other_classes_are_refused() => Refused(
        "classes are [STAR, GALAXY, GALAXY]", model.Manifest with { Classes = ["STAR", "GALAXY", "GALAXY"] });

    [Fact]
    public void Another_format_is_refused() => Refused("format 3 is not supported", model.Manifest with { Format = 3 });

    [Fact]
    public void A_manifest_of_another_version_is_refused()
    {
        _temporary.Store.Add(model.Manifest, model.Files);
        Directory.Move(_temporary.File("test-1"), _temporary.File("renamed"));

        RefusedAs("names another version, 'test-1'", "renamed");
    }

    [Fact]
    public void A_truncated_manifest_is_refused()
    {
        _temporary.Store.Add(model.Manifest, model.Files);
        var file = _temporary.File("test-1", ModelStore.ManifestFile);
        File.WriteAllText(file, File.ReadAllText(file)[..200]);

        RefusedAs("cannot read", "test-1");
    }

    [Theory]
    [InlineData("\"classes\"", "\"kinds\"")]
    [InlineData("\"ensembles\"", "\"parts\"")]
    [InlineData("\"inputs\"", "\"needs\"")]
    [InlineData("\"probabilities\"", "\"chances\"")]
    [InlineData("\"featureHash\": \"", "\"featureHash\": null, \"x\": \"")]
    [InlineData("\"alpha\": ", "\"alpha\": null, \"x\": ")]
    public void A_manifest_that_lacks_a_member_is_refused(string found, string replacement)
    {
        Rewrite(found, replacement);

        RefusedAs("cannot read", "test-1");
    }

    [Fact]
    public void A_file_outside_the_models_folder_is_refused()
    {
        _temporary.Store.Add(model.Manifest with { Version = "test-2" }, model.Files);
        Rewrite("\"file\": \"g-r-i.zip\"", "\"file\": \"../test-2/g-r-i.zip\"");

        RefusedAs("model 'test-1': '../test-2/g-r-i.zip' is not the name of an ensemble's file", "test-1");
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        _temporary.Store.Add(model.Manifest, model.Files);
        File.Delete(_temporary.File("test-1", "g-r-i.zip"));

        RefusedAs("cannot read g-r-i.zip", "test-1");
    }

    private void Rewrite(string found, string replacement)
    {
        _temporary.Store.Add(model.Manifest, model.Files);
        var file = _temporary.File("test-1", ModelStore.ManifestFile);
        var text = File.ReadAllText(file);
        Assert.Contains(found, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(found, replacement, StringComparison.Ordinal));
    }

    private void Refused(string why, ModelManifest? manifest = null, IReadOnlyList<byte[]>? files = null)
    {
        if (manifest is not null)
        {
            _temporary.Store.Add(manifest, files ?? model.Files);
        }

        RefusedAs(why, manifest?.Version ?? "test-1");
    }

    private void RefusedAs(string why, string version)
    {
        var fault = Assert.Throws<ModelException>(() => ModelLoader.Load(_temporary.Store, version));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }
}
