using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Reporting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>Puts the report of a trained model together.</summary>
internal static class TrainingPage
{
    public static Page Of(
        ModelManifest manifest,
        Forest forest,
        Calibration calibration,
        OutOfFold holdOut,
        Explanation explanation,
        CancellationToken cancellation)
    {
        var page = new Page(
            $"Model {manifest.Version}",
            string.Create(CultureInfo.InvariantCulture,
                $"Trained {manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC on {manifest.Data!.File}. SHA-256 of "
                    + $"model.zip: {manifest.Sha256}"));
        Func<Section>[] sections =
        [
            () => FiguresOf(calibration, manifest, holdOut, cancellation),
            () => ConfusionSection.Of(calibration.AfterMetrics, manifest.HoldOut!),
            () => CurveSection.Of(calibration.After, holdOut),
            () => ReliabilitySection.Of(calibration),
            () => LearningSection.Of(explanation.Curve),
            () => NoiseSection.Of(explanation.Noise, calibration.AfterMetrics),
            () => ImportanceSection.Of(explanation.Importance, forest),
            () => MistakesSection.Of(calibration.After),
            () => ProvenanceSection.Of(manifest),
        ];
        foreach (var section in sections)
        {
            cancellation.ThrowIfCancellationRequested();
            page.Add(section());
        }

        return page;
    }

    private static Section FiguresOf(
        Calibration calibration, ModelManifest manifest, OutOfFold holdOut, CancellationToken cancellation)
    {
        var pooled = Bootstrap.Intervals(calibration.After.Score(), manifest.Classes, cancellation);
        var held = Bootstrap.Intervals(holdOut.Score(), manifest.Classes, cancellation);
        var rows = MetricNames.Summary(calibration.AfterMetrics).Zip(
            MetricNames.Summary(manifest.HoldOut!),
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
                    + $"{manifest.HoldOut!.Rows:N0} rows that no training and no choice has seen, scored by the model "
                    + $"itself, once."))
            .Table(new DataTable(["metric", "out of fold", "95 % interval", "hold-out", "95 % interval"], [.. rows]))
            .Figure(new Figure(
                "F1 of every class, out of fold.",
                new DataTable(
                    ["class", "precision", "recall", "F1", "rows", "precision, hold-out", "recall, hold-out",
                        "F1, hold-out"],
                    [.. calibration.AfterMetrics.Classes.Select(one =>
                    {
                        var other = manifest.HoldOut!.Classes[one.Key];
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
