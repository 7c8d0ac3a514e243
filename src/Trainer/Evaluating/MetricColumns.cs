using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Reporting;

namespace Streaming.Trainer.Evaluating;

/// <summary>The figures of groups of rows side by side.</summary>
internal static class MetricColumns
{
    private const double Level = 0.95;

    /// <summary>Names of the figures.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "rows", "accuracy", "macro-F1", "log loss", "calibration error",
        .. ObjectClass.All.Select(name => $"{name} covered at 95 %"), "mean candidates",
    ];

    /// <summary>A row a group.</summary>
    /// <param name="what">What the groups differ in.</param>
    /// <param name="groups">By name.</param>
    public static DataTable Table(string what, IEnumerable<(string Name, ModelMetrics Metrics)> groups) => new(
        [what, .. Names], [.. groups.Select(one => (IReadOnlyList<string>)[one.Name, .. Of(one.Metrics)])]);

    /// <summary>The figures of one group, as text; those of candidates are empty where it has none.</summary>
    public static IEnumerable<string> Of(ModelMetrics metrics)
    {
        var coverage = metrics.Coverage.FirstOrDefault(figures => figures.Level == Level);
        return
        [
            FormattableString.Invariant($"{metrics.Rows:N0}"),
            FormattableString.Invariant($"{metrics.Accuracy:F4}"),
            FormattableString.Invariant($"{metrics.MacroF1:F4}"),
            FormattableString.Invariant($"{metrics.LogLoss:F4}"),
            FormattableString.Invariant($"{metrics.CalibrationError:F4}"),
            .. ObjectClass.All.Select(name => coverage?.Covered.TryGetValue(name, out var covered) == true
                ? FormattableString.Invariant($"{covered:F3}")
                : ""),
            FormattableString.Invariant($"{coverage?.MeanSize:F3}"),
        ];
    }
}
