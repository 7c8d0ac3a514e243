using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Promoting;

/// <summary>Measures a challenger against the champion on rows that neither was trained on.</summary>
internal static class PromotionGate
{
    /// <summary>Scores both on the hold-out of the data.</summary>
    /// <param name="challenger">The challenger, loaded and so past the checks of a worker.</param>
    /// <param name="champion">The champion; null when there is none.</param>
    /// <param name="data">The data; only its hold-out is looked at.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="FailureException">The data has no hold-out, or none that either answers.</exception>
    public static GateComparison Measure(
        ModelSnapshot challenger, ModelSnapshot? champion, LabelledData data, CancellationToken cancellation)
    {
        var rows = data.Part(DataPart.HoldOut);
        if (rows.Count == 0)
        {
            throw new FailureException($"--data {data.File}: too few rows, none of them fell to the hold-out");
        }

        var sets = SetsOf(challenger, champion);
        var comparisons = new SetComparison[sets.Count];
        CrossValidation.Each(
            0, sets.Count, i => comparisons[i] = Compare(sets[i], challenger, champion, rows, cancellation), cancellation);
        SetComparison[] measured = [.. comparisons.Where(set => (set.Challenger ?? set.Champion) is not null)];
        if (measured.Length == 0)
        {
            throw new FailureException(
                $"--data {data.File}: no row of the hold-out has the inputs that a model answers, such as {sets[0]}");
        }

        return new GateComparison(
            data.File,
            data.Sha256,
            measured,
            champion is null
                ? null
                : Slowdown(champion, challenger, [.. rows.Select(row => row.Observation)], cancellation));
    }

    /// <summary>
    /// Takes the figures that were recorded when the models were trained. Only the speed is measured now, on the
    /// challenger's canary rows.
    /// </summary>
    /// <returns>Null when the figures are absent or of different data, and so cannot be compared.</returns>
    public static GateComparison? Recorded(
        ModelSnapshot challenger, ModelSnapshot? champion, CancellationToken cancellation)
    {
        if (challenger.Manifest.Data is not { } data
            || (champion is not null && champion.Manifest.Data?.Sha256 != data.Sha256)
            || !IsMeasured(challenger)
            || (champion is not null && !IsMeasured(champion)))
        {
            return null;
        }

        var canary = challenger.Ensembles.SelectMany(one => one.Manifest.Canary).Select(row => row.Observation);
        return new GateComparison(
            data.File,
            data.Sha256,
            [.. SetsOf(challenger, champion).Select(set => new SetComparison(
                set.ToString(), Of(challenger, set), Of(champion, set), new Dictionary<string, FigureDifference>()))],
            champion is null ? null : Slowdown(champion, challenger, [.. canary], cancellation));

        static ModelMetrics? Of(ModelSnapshot? model, InputSet set) =>
            model?.Ensembles.FirstOrDefault(one => one.Inputs.Equals(set))?.Manifest.HoldOut;
    }

    // What either can be asked: the fullest first, as both lists are.
    private static List<InputSet> SetsOf(ModelSnapshot challenger, ModelSnapshot? champion) =>
    [
        .. challenger.Ensembles.Concat(champion?.Ensembles ?? []).Select(one => one.Inputs).Distinct()
            .OrderDescending(Comparer<InputSet>.Create(InputSet.Preference)),
    ];

    // Rows are reduced to the set, so that each model answers as it would where nothing else is measured.
    private static SetComparison Compare(
        InputSet set,
        ModelSnapshot challenger,
        ModelSnapshot? champion,
        IReadOnlyList<LabelledRow> rows,
        CancellationToken cancellation)
    {
        LabelledRow[] reduced =
        [
            .. rows.Where(row => set.IsIn(row.Observation))
                .Select(row => row with { Observation = row.Observation.Reduced(set) }),
        ];
        var (ours, theirs) = (Score(challenger, reduced), champion is null ? null : Score(champion, reduced));
        return new SetComparison(
            set.ToString(),
            ours?.Measure(),
            theirs?.Measure(),
            ours is null || theirs is null
                ? new Dictionary<string, FigureDifference>()
                : PairedBootstrap.Differences(theirs, ours, cancellation));
    }

    private static ScoredRows? Score(ModelSnapshot model, LabelledRow[] rows) =>
        rows.Length > 0 && model.EnsembleFor(rows[0].Observation) is { } ensemble
            ? ScoredRows.Of(
                model.Manifest.Classes, rows, ensemble.Probabilities([.. rows.Select(row => row.Observation)]))
            : null;

    // On what both can answer; null when there is nothing.
    private static double? Slowdown(
        ModelSnapshot champion,
        ModelSnapshot challenger,
        IReadOnlyList<Observation> observations,
        CancellationToken cancellation)
    {
        Observation[] both =
        [
            .. observations.Where(one =>
                champion.EnsembleFor(one) is { } theirs
                && challenger.EnsembleFor(one) is { } ours
                && ours.Inputs.Equals(theirs.Inputs)),
        ];
        return both.Length == 0 ? null : SpeedComparison.Ratio(champion, challenger, both, cancellation);
    }

    private static bool IsMeasured(ModelSnapshot model) => model.Ensembles.All(
        one => one.Manifest.HoldOut is { } holdOut && ObjectClass.All.All(holdOut.Classes.ContainsKey));
}
