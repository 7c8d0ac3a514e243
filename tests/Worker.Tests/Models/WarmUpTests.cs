using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Models;
using Xunit;

namespace Streaming.Worker.Tests.Models;

public sealed class WarmUpTests
{
    [Fact]
    public void Canary_rows_are_answered_as_messages_by_the_ensemble_that_they_are_of()
    {
        var ensemble = ShippedModel.Snapshot.Ensembles[0];
        var rows = ensemble.Manifest.Canary.Take(20).ToList();

        var outcomes = ShippedModel.Classifier().Classify(
            [.. rows.Select(row => new IncomingMessage(WarmUp.Body(row.Observation), null, ""))]);

        Assert.All(outcomes, outcome => Assert.Equal(ensemble.InputNames, outcome.Classified?.Inputs));
        var galaxy = ShippedModel.Snapshot.Manifest.Classes.ToList().IndexOf(ObjectClass.Galaxy);
        Assert.All(
            rows.Zip(outcomes),
            pair => Assert.Equal(
                pair.First.Probabilities[galaxy], pair.Second.Classified!.Probabilities.Galaxy, 1e-6));
    }

    [Fact]
    public void It_runs_whatever_the_model_has_and_however_many_rows_are_asked_for()
    {
        var warmUp = new WarmUp(SmallModel.Scorer(), TimeProvider.System);

        foreach (var model in new[] { SmallModel.Snapshot, SmallModel.Former, ShippedModel.Snapshot })
        {
            warmUp.Run(model, rows: 1);
            warmUp.Run(model, rows: 1_000);
        }
    }
}
