using System.Globalization;

namespace Streaming.LoadTests;

/// <summary>Words the figures of swaps for people, beside the targets.</summary>
internal sealed class SwapReport(SwapOptions options, SwapFigures figures)
{
    private const double LongestExtraGap = 50;
    private const double MostGrowth = 0.05;

    public IReadOnlyList<Target> Targets { get; } =
    [
        Exactly("swaps activated", figures.Activations, options.Swaps),
        Exactly("observations without an event", figures.Lost, 0),
        Exactly("events repeated under one id", figures.Repeated, 0),
        Exactly("batches with more than one model", figures.MixedBatches, 0),
        Only("promotion to reported activation, p50", Milliseconds(figures.Activation.P50)),
        Only("promotion to reported activation, largest", Milliseconds(figures.Activation.Largest)),
        Only("gap between events without swaps, p99", Milliseconds(figures.QuietGaps.P99)),
        new(
            "gap between events until 1 s after a swap, p99",
            Milliseconds(figures.SwapGaps.P99),
            Invariant($"<= {figures.QuietGaps.P99 + LongestExtraGap:F1} ms"),
            figures.SwapGaps.P99 <= figures.QuietGaps.P99 + LongestExtraGap),
        Only("gap without swaps, p99.9", Milliseconds(figures.QuietGaps.P999)),
        Only("gap until 1 s after a swap, p99.9", Milliseconds(figures.SwapGaps.P999)),
        Only("gap without swaps, largest", Milliseconds(figures.QuietGaps.Largest)),
        Only("gap until 1 s after a swap, largest", Milliseconds(figures.SwapGaps.Largest)),
        Only("published to received without swaps, p99", Milliseconds(figures.QuietLatency.P99)),
        Only("published to received until 1 s after a swap, p99", Milliseconds(figures.SwapLatency.P99)),
        Only("resident memory in the quiet parts, medians", Series(figures.Memory)),
        Only(Invariant($"mean of the first half after {options.SwapsOfWarmUp} swaps"), Mebibytes(Early(figures))),
        Only("mean of the second half", Mebibytes(Late(figures))),
        new(
            "growth between these two",
            Invariant($"{Growth(figures):P1}"),
            Invariant($"< {MostGrowth:P0}"),
            Growth(figures) < MostGrowth),
        Only("resident memory, peak", Mebibytes(figures.PeakMemory)),
    ];

    private string Title => Invariant(
        $"{options.Swaps} swaps while {options.Count:N0} observations stream at {options.Rate:N0} a second");

    private string Setting => Report.Setting(figures.Broker, $"models {string.Join(", ", figures.Models)}");

    public string ToText() => Report.ToText(Title, Setting, Targets);

    public string ToMarkdown() => Report.ToMarkdown(Title, Setting, Targets);

    // The first parts are left out: there the process still compiles its code, which grows it with swaps or without.
    private static List<double> Settled(SwapFigures figures) =>
        [.. figures.Memory.Skip(SwapOptions.QuietPartsOfWarmUp)];

    // Halves, not ends: a collection now or a second later moves a single part by 5 %.
    private static double Early(SwapFigures figures) => Settled(figures).Take(Settled(figures).Count / 2).Average();

    private static double Late(SwapFigures figures) => Settled(figures).Skip(Settled(figures).Count / 2).Average();

    private static double Growth(SwapFigures figures) => (Late(figures) / Early(figures)) - 1;

    private static Target Exactly(string name, int value, int wanted) =>
        new(name, Invariant($"{value}"), Invariant($"{wanted}"), value == wanted);

    private static Target Only(string name, string value) => new(name, value, "", IsMet: true);

    private static string Milliseconds(double value) => Invariant($"{value:F1} ms");

    private static string Series(IEnumerable<double> mebibytes) =>
        string.Join(", ", mebibytes.Select(value => Invariant($"{value:F0}"))) + " MiB";

    private static string Mebibytes(double value) => Invariant($"{value:F1} MiB");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
