using Streaming.Classification.Models;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Importing;

/// <summary>An imported model's figures on the hold-out of a file.</summary>
/// <param name="Data">What was read.</param>
/// <param name="Metrics">The figures.</param>
/// <param name="Distributions">Its features' distributions in the file's other rows.</param>
internal sealed record HoldOutMeasure(
    LabelledData Data, ModelMetrics Metrics, IReadOnlyList<FeatureDistribution> Distributions)
{
    /// <exception cref="FailureException">The file has no row to measure.</exception>
    public static async Task<HoldOutMeasure> OfAsync(
        DataSource source, Forest forest, IReadOnlyList<string> classes, Screen screen, CancellationToken cancellation)
    {
        var data = await source.ReadAsync(screen, [], cancellation);
        DataReport.Write(screen, data);

        // A row may lack its position, which a model of ours never needs.
        var complete = data.Rows.Where(row => forest.Features.Row(row.Observation).All(float.IsFinite)).ToList();
        if (complete.Count < data.Rows.Count)
        {
            screen.Line($"  left out: {data.Rows.Count - complete.Count:N0} rows lack a feature of the model");
        }

        var holdOut = complete.Where(row => row.Key.IsHoldOut).ToList();
        var others = complete.Where(row => !row.Key.IsHoldOut).ToList();
        if (holdOut.Count == 0 || others.Count == 0)
        {
            throw new FailureException(
                $"--data {data.File}: no row with all the model's features on both sides of the split");
        }

        return new HoldOutMeasure(
            data,
            ScoredRows.Of(classes, holdOut, forest.Score(holdOut, cancellation)).Measure(),
            FeatureDeciles.Of(forest.Features, others));
    }
}
