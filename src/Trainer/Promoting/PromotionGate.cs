using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Promoting;

/// <summary>Measures a challenger against the champion on rows that neither was trained on.</summary>
internal static class PromotionGate
{
    /// <summary>Scores both on the hold-out of the data.</summary>
    /// <param name="challenger">The challenger, loaded and so past the checks of a worker.</param>
    /// <param name="champion">The champion; null when there is none.</param>
    /// <param name="data">The data; only its hold-out is looked at.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="TrainerException">The data has no hold-out.</exception>
    public static GateComparison Measure(
        ModelSnapshot challenger, ModelSnapshot? champion, LabelledData data, CancellationToken cancellation)
    {
        var rows = data.Part(DataPart.HoldOut);
        if (rows.Count == 0)
        {
            throw new TrainerException($"--data {data.File}: too few rows, none of them fell to the hold-out");
        }

        var ours = Score(challenger, rows);
        if (champion is null)
        {
            return new GateComparison(
                data.File, data.Sha256, ours.Measure(), null, new Dictionary<string, FigureDifference>(), null);
        }

        var theirs = Score(champion, rows);
        return new GateComparison(
            data.File,
            data.Sha256,
            ours.Measure(),
            theirs.Measure(),
            PairedBootstrap.Differences(theirs, ours, cancellation),
            SpeedComparison.Ratio(champion, challenger, [.. rows.Select(row => row.Observation)], cancellation));
    }

    /// <summary>
    /// Takes the figures that were recorded when the models were trained. Only the speed is measured now, on the
    /// challenger's canary rows.
    /// </summary>
    /// <returns>Null when the figures are absent or of different data, and so cannot be compared.</returns>
    public static GateComparison? Recorded(
        ModelSnapshot challenger, ModelSnapshot? champion, CancellationToken cancellation)
    {
        if (challenger.Manifest is not { Data: { } data, HoldOut: { } holdOut })
        {
            return null;
        }

        if (champion is null)
        {
            return new GateComparison(
                data.File, data.Sha256, holdOut, null, new Dictionary<string, FigureDifference>(), null);
        }

        return champion.Manifest is { Data: { } theirData, HoldOut: { } theirHoldOut }
            && theirData.Sha256 == data.Sha256
            ? new GateComparison(
                data.File,
                data.Sha256,
                holdOut,
                theirHoldOut,
                new Dictionary<string, FigureDifference>(),
                SpeedComparison.Ratio(
                    champion,
                    challenger,
                    [.. challenger.Manifest.Canary.Select(row => row.Observation)],
                    cancellation))
            : null;
    }

    private static ScoredRows Score(ModelSnapshot model, IReadOnlyList<LabelledRow> rows) => ScoredRows.Of(
        model.Manifest.Classes, rows, model.Probabilities([.. rows.Select(row => row.Observation)]));
}
