using Streaming.Classification.Models;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Promoting;

/// <summary>What of a comparison is kept in the history.</summary>
internal static class GateFigures
{
    private const string Slowdown = "slowdown";

    public static ChangeFigures Of(GateComparison comparison)
    {
        var fullest = comparison.Fullest;
        var challenger = ByName(fullest.Challenger);
        if (comparison.Slowdown is { } slowdown)
        {
            challenger[Slowdown] = Math.Round(slowdown, 2);
        }

        return new ChangeFigures(
            comparison.File,
            comparison.Sha256,
            (fullest.Challenger ?? fullest.Champion)?.Rows ?? 0,
            challenger,
            fullest.Champion is null ? null : ByName(fullest.Champion),
            fullest.Differences)
        {
            Inputs = fullest.Inputs,
            MacroF1BySet = comparison.Sets.ToDictionary(
                set => set.Inputs, set => new SetFigures(Short(set.Challenger), Short(set.Champion))),
        };
    }

    private static double? Short(ModelMetrics? metrics) => metrics is null ? null : Math.Round(metrics.MacroF1, 5);

    private static Dictionary<string, double> ByName(ModelMetrics? metrics) => metrics is null ? []
        : MetricNames.Summary(metrics).ToDictionary(figure => figure.Key, figure => figure.Value);
}
