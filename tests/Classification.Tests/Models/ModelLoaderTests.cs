using Streaming.Classification.Features;
using Streaming.Classification.Models;

namespace Streaming.Classification.Tests.Models;

public sealed class ModelLoaderTests(TestModel model) : IClassFixture<TestModel>, IDisposable
{
    private readonly TemporaryStore _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_good_model_loads_and_scores()
    {
        _temporary.Store.Add(model.Manifest, model.File);

        var snapshot = ModelLoader.Load(_temporary.Store, "test-1");

        Assert.Equal("test-1", snapshot.Reference.Version);
        Assert.Equal(model.Manifest.Sha256, snapshot.Reference.Sha256);
        Assert.Equal(TestModel.Observations.Count, snapshot.Score(TestModel.Observations).Count);
    }

    [Fact]
    public void An_unknown_version_is_refused() => Refused("has no model 'test-1'");

    [Fact]
    public void Another_files_digest_is_refused() =>
        Refused("the manifest says 00", model.Manifest with { Sha256 = "00" });

    [Fact]
    public void A_changed_byte_is_refused()
    {
        var changed = (byte[])model.File.Clone();
        changed[changed.Length / 2] ^= 1;

        Refused("model.zip has SHA-256", model.Manifest, changed);
    }

    [Fact]
    public void A_truncated_file_is_refused_though_its_digest_is_right()
    {
        var truncated = model.File[..(model.File.Length / 2)];

        Refused("model.zip cannot be loaded", model.Manifest with { Sha256 = Digest(truncated) }, truncated);
    }

    [Fact]
    public void A_canary_row_that_scores_otherwise_is_refused()
    {
        var first = model.Manifest.Canary[0];
        double[] off = [first.Probabilities[0] + 2e-6, .. first.Probabilities.Skip(1)];

        Refused(
            "canary row 0 is off",
            model.Manifest with { Canary = [first with { Probabilities = off }, .. model.Manifest.Canary.Skip(1)] });
    }

    [Fact]
    public void A_canary_row_within_the_tolerance_is_taken()
    {
        var first = model.Manifest.Canary[0];
        double[] near = [first.Probabilities[0] + 9e-7, .. first.Probabilities.Skip(1)];
        _temporary.Store.Add(model.Manifest with { Canary = [first with { Probabilities = near }] }, model.File);

        Assert.NotNull(ModelLoader.Load(_temporary.Store, "test-1"));
    }

    [Fact]
    public void Canary_rows_are_needed_and_have_a_probability_for_each_class()
    {
        Refused("no canary rows", model.Manifest with { Canary = [] });
        Refused(
            "canary row 0 has 0 probabilities",
            model.Manifest with { Version = "test-2", Canary = [model.Manifest.Canary[0] with { Probabilities = [] }] });
    }

    [Fact]
    public void Features_of_another_schema_are_refused()
    {
        Refused("featureHash", model.Manifest with { Features = ["g", "u", "r", "i", "z", "redshift", "u-g"] });
        Refused("'plate' is not in the catalogue", model.Manifest with { Version = "test-2", Features = ["u", "plate"] });
        Refused(
            "the canary rows cannot be scored",
            model.Manifest with
            {
                Version = "test-3",
                Features = ["u", "g"],
                FeatureHash = FeatureSchema.Of(["u", "g"]).Hash,
            });
    }

    [Fact]
    public void Another_class_order_than_the_models_is_refused() => Refused(
        "class order is GALAXY, STAR, QSO, the model's STAR, GALAXY, QSO",
        model.Manifest with { Classes = ["GALAXY", "STAR", "QSO"] });

    [Fact]
    public void Other_classes_are_refused() =>
        Refused("classes are [STAR, GALAXY, GALAXY]", model.Manifest with { Classes = ["STAR", "GALAXY", "GALAXY"] });

    [Fact]
    public void Another_format_is_refused() => Refused("format 2 is not supported", model.Manifest with { Format = 2 });

    [Fact]
    public void A_manifest_of_another_version_is_refused()
    {
        _temporary.Store.Add(model.Manifest, model.File);
        Directory.Move(_temporary.File("test-1"), _temporary.File("renamed"));

        RefusedAs("names another version, 'test-1'", "renamed");
    }

    [Fact]
    public void A_truncated_manifest_is_refused()
    {
        _temporary.Store.Add(model.Manifest, model.File);
        var file = _temporary.File("test-1", ModelStore.ManifestFile);
        File.WriteAllText(file, File.ReadAllText(file)[..200]);

        RefusedAs("cannot read", "test-1");
    }

    [Theory]
    [InlineData("\"classes\"", "\"kinds\"")]
    [InlineData("\"probabilities\"", "\"chances\"")]
    [InlineData("\"featureHash\": \"", "\"featureHash\": null, \"x\": \"")]
    public void A_manifest_that_lacks_a_member_is_refused(string found, string replacement)
    {
        _temporary.Store.Add(model.Manifest, model.File);
        var file = _temporary.File("test-1", ModelStore.ManifestFile);
        File.WriteAllText(file, File.ReadAllText(file).Replace(found, replacement, StringComparison.Ordinal));

        RefusedAs("cannot read", "test-1");
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        _temporary.Store.Add(model.Manifest, model.File);
        File.Delete(_temporary.File("test-1", ModelStore.ModelFile));

        RefusedAs("cannot read model.zip", "test-1");
    }

    private static string Digest(byte[] file) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));

    private void Refused(string why, ModelManifest? manifest = null, byte[]? file = null)
    {
        if (manifest is not null)
        {
            _temporary.Store.Add(manifest, file ?? model.File);
        }

        RefusedAs(why, manifest?.Version ?? "test-1");
    }

    private void RefusedAs(string why, string version)
    {
        var fault = Assert.Throws<ModelException>(() => ModelLoader.Load(_temporary.Store, version));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }
}
