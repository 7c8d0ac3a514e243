using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Evaluating;
using Streaming.Reporting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>Puts the report of a trained model together.</summary>
internal static class TrainingPage
{
    /// <summary>Sections of a report: how far it is told in these.</summary>
    public const int Sections = 14;

    /// <param name="manifest">The model.</param>
    /// <param name="packed">Its ensembles.</param>
    /// <param name="explanation">What was found out about the fullest.</param>
    /// <param name="onSection">Told how many sections are done.</param>
    /// <param name="cancellation">Stops between two sections.</param>
    public static Page Of(
        ModelManifest manifest,
        IReadOnlyList<PackedEnsemble> packed,
        Explanation explanation,
        Action<long> onSection,
        CancellationToken cancellation)
    {
        var fullest = packed[0].Whole!;
        var (calibration, holdOut) = (fullest.Calibration, fullest.HoldOut);
        var measured = manifest.Fullest().HoldOut!;
        var answers = packed.Select(one => one.Whole).OfType<TrainedEnsemble>()
            .Select(one => (one.Inputs.ToString(), one.OnHoldOut()))
            .ToList();
        var page = new Page(
            $"Model {manifest.Version}",
            string.Create(CultureInfo.InvariantCulture,
                $"Trained {manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC on {manifest.Data!.File}, for "
                    + $"{packed.Count} sets of inputs. What is not said to be of another set is of {fullest.Inputs}. "
                    + $"SHA-256: {manifest.Sha256}"));
        Func<Section>[] sections =
        [
            () => FiguresOf(calibration, measured, holdOut, cancellation),
            () => InputSetSection.Of(packed),
            () => CandidateSection.Of(answers),
            () => AnsweringSection.Of(answers),
            () => MagnitudeSection.Of(answers),
            () => NoveltySection.Of(manifest, packed),
            () => ConfusionSection.Of(calibration.AfterMetrics, measured),
            () => CurveSection.Of(calibration.After, holdOut),
            () => ReliabilitySection.Of(calibration),
            () => LearningSection.Of(explanation.Curve),
            () => NoiseSection.Of(explanation.Noise, calibration.AfterMetrics),
            () => ImportanceSection.Of(explanation.Importance, explanation.Curve.Tested, fullest.Forest),
            () => MistakesSection.Of(calibration.After),
            () => ProvenanceSection.Of(manifest),
        ];
        var done = 0;
        foreach (var section in sections)
        {
            cancellation.ThrowIfCancellationRequested();
            page.Add(section());
            onSection(++done);
        }

        return page;
    }

    private static Section FiguresOf(
        Calibration calibration, ModelMetrics measured, OutOfFold holdOut, CancellationToken cancellation)
    {
        var pooled = Bootstrap.Intervals(calibration.After.Score(), ForestTrainer.Classes, cancellation);
        var held = Bootstrap.Intervals(holdOut.Score(), ForestTrainer.Classes, cancellation);
        var rows = MetricNames.Summary(calibration.AfterMetrics).Zip(
            MetricNames.Summary(measured),
            (one, other) => (IReadOnlyList<string>)
            [
                one.Name, Number(one.Value), Band(pooled.GetValueOrDefault(one.Key)),
                Number(other.Value), Band(held.GetValueOrDefault(one.Key)),
            ]);
        return new Section("How good it is")
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"Out of fold: each of the {calibration.AfterMetrics.Rows:N0} training "
                    + $"rows, scored by a model of the same settings that was trained on the other four folds. Hold-out: "
                    + $"{measured.Rows:N0} rows that no training and no choice has seen, scored by the model "
                    + $"itself, once. {RowGroups.Words(calibration.AfterMetrics.Rows)}").TrimEnd())
            .Table(new DataTable(["metric", "out of fold", "95 % interval", "hold-out", "95 % interval"], [.. rows]))
            .Figure(new Figure(
                "F1 of every class, out of fold.",
                new DataTable(
                    ["class", "precision", "recall", "F1", "rows", "precision, hold-out", "recall, hold-out",
                        "F1, hold-out"],
                    [.. calibration.AfterMetrics.Classes.Select(one =>
                    {
                        var other = measured.Classes[one.Key];
                        return new[]
                        {
                            one.Key, Number(one.Value.Precision), Number(one.Value.Recall), Number(one.Value.F1),
                            FormattableString.Invariant($"{one.Value.Rows:N0}"), Number(other.Precision),
                                Number(other.Recall),
                            Number(other.F1),
                        };
                    })]),
                BarChart.Draw("F1", [.. calibration.AfterMetrics.Classes.Select(
                    one => (one.Key, one.Value.F1, Number(one.Value.F1), ClassColour.Of(one.Key), 0.0))]))
            { ShowsClasses = true });
    }

    private static string Number(double value) => FormattableString.Invariant($"{value:F4}");

    private static string Band(Interval? interval) =>
        interval is null ? "" : FormattableString.Invariant($"{interval.Low:F4} to {interval.High:F4}");
}
