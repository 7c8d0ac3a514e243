using System.Globalization;

namespace Streaming.LoadTests.Scaling;

/// <summary>
/// How far a replay is from its prediction, beside what was decided to be near before the first replay.
/// </summary>
internal static class ReplayComparison
{
    private const double MostDifference = 0.10;
    private const double LeastRatio = 0.8;
    private const double MostRatio = 1.25;

    /// <summary>Root mean square of the difference of the two backlogs, as a share of the predicted peak.</summary>
    public static double Difference(ReplayFigures replay) => Math.Sqrt(replay.Simulated.Backlog
        .Zip(replay.Measured.Backlog, (one, other) => Math.Pow(one - other, 2)).Average()) / replay.Simulated.Peak;

    public static IReadOnlyList<Target> Targets(ReplayFigures replay) =>
    [
        new("backlog, RMS difference as a share of the predicted peak", Text($"{Difference(replay):P1}"),
            Text($"<= {MostDifference:P0}"), Difference(replay) <= MostDifference),
        Ratio("largest backlog", replay, curve => curve.Peak, "F0"),
        Ratio("end of the storm until less than a burst waits, s", replay, curve => curve.Drain(), "F1"),
        Ratio("wait, p95, s", replay, curve => curve.Percentile95, "F1"),
        Ratio("worker-seconds", replay, curve => curve.WorkerSeconds, "F0"),
        new("most workers", Text($"{replay.Measured.Workers.Max()}"), Text($"{replay.Simulated.Workers.Max()}"),
            replay.Measured.Workers.Max() == replay.Simulated.Workers.Max()),
        new("observations without an event", Text($"{replay.Lost}"), "0", replay.Lost == 0),
        new("events repeated", Text($"{replay.Repeated}"), "", IsMet: true),
    ];

    private static Target Ratio(string name, ReplayFigures replay, Func<ReplayCurve, double> value, string format)
    {
        var (simulated, measured) = (value(replay.Simulated), value(replay.Measured));
        var ratio = measured / simulated;
        return new Target(
            $"{name}: measured, simulated, ratio",
            string.Join(", ", Number(measured), Number(simulated), Text($"{ratio:F2}")),
            Text($"{LeastRatio} to {MostRatio}"),
            ratio is >= LeastRatio and <= MostRatio);

        string Number(double number) => number.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
