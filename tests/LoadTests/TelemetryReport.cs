using System.Globalization;

namespace Streaming.LoadTests;

/// <summary>Words what telemetry costs for people, beside the target.</summary>
internal sealed class TelemetryReport(TelemetryOptions options, TelemetryFigures figures)
{
    private const double LargestRatio = 1.10;
    private static readonly string[] Signals = ["/v1/traces", "/v1/metrics", "/v1/logs"];

    public IReadOnlyList<Target> Targets { get; } =
    [
        new("observations without an event", Invariant($"{figures.Lost}"), "0", figures.Lost == 0),
        Only("processor time an observation, telemetry off", Series(figures.Off)),
        Only("the same, telemetry on and 1 % sampled", Series(figures.On)),
        Only("ratio of the two, round by round", string.Join(", ", figures.Ratios.Select(Ratio))),
        new(
            "ratio, median",
            Ratio(figures.Ratios.Median()),
            Invariant($"<= {LargestRatio:F2}"),
            figures.Ratios.Median() <= LargestRatio),
        // Telemetry that is not sent costs nothing, and would prove nothing.
        .. Signals.Select(signal => new Target(
            $"requests to the receiver, {signal}",
            Invariant($"{figures.Exports.GetValueOrDefault(signal)}"),
            ">= 1",
            figures.Exports.GetValueOrDefault(signal) >= 1)),
    ];

    private string Title => Invariant($"Telemetry off and on, {options.Rounds} rounds of {options.Count:N0} observations ")
        + (options.Rate > 0 ? Invariant($"at {options.Rate:N0} a second") : "as fast as the broker confirms");

    private string Setting => Report.Setting(figures.Broker, $"model {figures.Model}");

    public string ToText() => Report.ToText(Title, Setting, Targets);

    public string ToMarkdown() => Report.ToMarkdown(Title, Setting, Targets);

    private static Target Only(string name, string value) => new(name, value, "", IsMet: true);

    private static string Series(IEnumerable<TimeSpan> times) =>
        string.Join(", ", times.Select(time => Invariant($"{time.TotalMicroseconds:F0}"))) + " µs";

    private static string Ratio(double value) => Invariant($"{value:F3}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
