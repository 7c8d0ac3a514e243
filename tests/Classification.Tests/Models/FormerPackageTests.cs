using System.Text.Json.Nodes;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Classification.Tests.Models;

/// <summary>Packages of format 1, as stores hold them: one model.zip, its manifest flat.</summary>
public sealed class FormerPackageTests(TestModel model) : IClassFixture<TestModel>, IDisposable
{
    private readonly TemporaryStore _temporary = new();

    private EnsembleManifest Trained => model.Manifest.Ensembles[0];

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void It_loads_as_a_model_of_the_one_input_set_with_all_bands_and_a_redshift()
    {
        Write(Manifest());

        var snapshot = ModelLoader.Load(_temporary.Store, "former");

        var ensemble = Assert.Single(snapshot.Ensembles);
        Assert.Equal(InputSet.Spectroscopic, ensemble.Inputs);
        Assert.Same(ensemble, snapshot.Spectroscopic);
        Assert.Null(snapshot.Photometric);
        Assert.Equal(
            new ModelReference { Version = "former", Sha256 = TestModel.Digest(model.Files[0]) }, snapshot.Reference);
        Assert.Equal(1.25, ensemble.Manifest.Temperature);
        Assert.Equal(Trained.Features, ensemble.Manifest.Features);
        Assert.Equal(8, ensemble.Manifest.Canary.Count);
    }

    [Fact]
    public void It_answers_what_it_was_made_for_and_nothing_else()
    {
        Write(Manifest());
        var snapshot = ModelLoader.Load(_temporary.Store, "former");

        var predictions = snapshot.Score(TestModel.Mixed);

        Assert.All(TestModel.Mixed.Zip(predictions), one => Assert.Equal(
            InputSet.Spectroscopic.IsIn(one.First), one.Second is not null));
        Assert.Contains(predictions, one => one is not null);
    }

    [Fact]
    public void It_tells_neither_candidates_nor_novelty_and_takes_no_priors()
    {
        Write(Manifest());
        var prediction = ModelLoader.Load(_temporary.Store, "former").Score([TestModel.Observations[0]])[0]!;

        Assert.Null(prediction.Candidates);
        Assert.Null(prediction.Novelty);
        Assert.Same(prediction, new ClassPriors("survey", 0.7, 0.25, 0.05).Applied(prediction));
    }

    [Fact]
    public void Its_checks_are_those_of_every_model()
    {
        var another = Manifest();
        another["sha256"] = "00";
        Write(another);
        AssertRefused("model.zip has SHA-256");

        Write(Manifest(), [1, 2, 3]);
        AssertRefused("model.zip has SHA-256");

        var lacking = Manifest();
        lacking["canary"]![0]!["observation"]!.AsObject().Remove("redshift");
        Write(lacking);
        AssertRefused("model.zip: canary row 0");

        var spoiled = Manifest();
        spoiled.Remove("featureHash");
        Write(spoiled);
        AssertRefused("cannot read");
    }

    private void AssertRefused(string why)
    {
        var fault = Assert.Throws<ModelException>(() => ModelLoader.Load(_temporary.Store, "former"));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    private JsonObject Manifest() => FormerPackage.Manifest(model, "former");

    private void Write(JsonObject manifest, byte[]? file = null) =>
        FormerPackage.Write(_temporary.File("former"), manifest, file ?? model.Files[0]);
}
