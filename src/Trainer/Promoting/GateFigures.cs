using Streaming.Classification.Models;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Promoting;

/// <summary>What of a comparison is kept in the history.</summary>
internal static class GateFigures
{
    private const string Slowdown = "slowdown";

    public static ChangeFigures Of(GateComparison comparison)
    {
        var challenger = ByName(comparison.Challenger);
        if (comparison.Slowdown is { } slowdown)
        {
            challenger[Slowdown] = Math.Round(slowdown, 2);
        }

        return new ChangeFigures(
            comparison.File,
            comparison.Sha256,
            comparison.Challenger.Rows,
            challenger,
            comparison.Champion is null ? null : ByName(comparison.Champion),
            comparison.Differences);
    }

    private static Dictionary<string, double> ByName(ModelMetrics metrics) =>
        MetricNames.Summary(metrics).ToDictionary(figure => figure.Key, figure => figure.Value);
}
