using System.Globalization;

namespace Streaming.LoadTests;

/// <summary>Words the figures for people, beside the targets.</summary>
internal sealed class StreamReport(StreamOptions options, StreamFigures figures)
{
    private const double LeastPerSecond = 4_000;
    private const double MostMemory = 350;
    private static readonly double[] Percentiles = [0.50, 0.95, 0.99];

    // A process compiles its code while it takes its first observations.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LatestReady = TimeSpan.FromSeconds(5);

    public IReadOnlyList<Target> Targets { get; } =
    [
        // A paced stream is as fast as its pace.
        options.Rate > 0
            ? Only("observations a second", Invariant($"{figures.PerSecond:F0}"))
            : new("observations a second", Invariant($"{figures.PerSecond:F0}"), Invariant($">= {LeastPerSecond:F0}"),
                figures.PerSecond >= LeastPerSecond),
        new("events lost", Invariant($"{figures.Lost}"), "0", figures.Lost == 0),
        new("events repeated", Invariant($"{figures.Repeated}"), "0", figures.Repeated == 0),
        new("start of the process to ready", Seconds(figures.Ready), $"<= {Seconds(LatestReady)}",
            figures.Ready <= LatestReady),
        new("resident memory, peak", Invariant($"{figures.PeakMemory:F0} MiB"), Invariant($"< {MostMemory:F0} MiB"),
            figures.PeakMemory < MostMemory),
        Only("resident memory, sampled peak", Invariant($"{figures.SampledMemory:F0} MiB")),
        Only("processor time of the worker an observation",
            Invariant($"{figures.ProcessorTimeEach.TotalMicroseconds:F0} µs")),
        .. options.Prefill ? [] : Latencies("published to received", figures.Latencies),
        .. options.Rate == 0
            ? []
            : Latencies(
                "the same after the first 5 s",
                figures.Latencies.Skip((int)(WarmUp.TotalSeconds * options.Rate))),
    ];

    private string Title => Invariant($"{options.Count:N0} observations, ") + options switch
    {
        { Prefill: true } => "all in the queue before the worker starts",
        { Rate: 0 } => "published as fast as the broker confirms",
        _ => Invariant($"published at {options.Rate:N0} a second"),
    };

    private string Setting => Report.Setting(figures.Broker, $"model {figures.Model}");

    public string ToText() => Report.ToText(Title, Setting, Targets);

    public string ToMarkdown() => Report.ToMarkdown(Title, Setting, Targets);

    private static IEnumerable<Target> Latencies(string name, IEnumerable<TimeSpan> latencies)
    {
        var ascending = latencies.Order().ToList();
        return ascending.Count == 0
            ? []
            : Percentiles.Select(share => Only(
                Invariant($"{name}, p{share * 100:F0}"),
                Invariant($"{ascending[(int)Math.Ceiling(share * ascending.Count) - 1].TotalMilliseconds:F0} ms")));
    }

    private static Target Only(string name, string value) => new(name, value, "", IsMet: true);

    private static string Seconds(TimeSpan time) => Invariant($"{time.TotalSeconds:0.0} s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
