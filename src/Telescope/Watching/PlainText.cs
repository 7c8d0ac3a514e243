namespace Streaming.Telescope.Watching;

/// <summary>A snapshot in one line of text, for logs and for the end.</summary>
internal static class PlainText
{
    public static string Line(LiveSnapshot seen, bool isConnected)
    {
        var classes = string.Join(" ", seen.Classes.Select(@class => $"{@class.Class} {@class.Count:N0}"));
        string?[] parts =
        [
            $"{seen.Elapsed.TotalSeconds:N0} s",
            classes,
            Inputs(seen),
            seen.Candidates.Count == 0 ? null : $"candidates {Candidates(seen)}",
            seen.Rated == 0 ? null : $"novel {seen.Novel:N0}",
            $"rejected {seen.Rejected:N0}{Codes(seen)}",
            $"{seen.Rate:N0}/s",
            seen.Latency is null ? null : $"latency {Latency(seen)}",
            seen.Models.Count == 0 ? null : $"model {seen.Models[^1]}",
            seen.Unreadable == 0 ? null : $"{seen.Unreadable:N0} unreadable",
            isConnected ? null : "no connection to the broker",
        ];
        return string.Join(" | ", parts.OfType<string>());
    }

    public static string Summary(LiveSnapshot seen)
    {
        var classes = string.Join(", ", seen.Classes.Select(@class =>
            $"{@class.Class} {@class.Count:N0} ({Share(@class.Count, seen.Classified)})"));
        string?[] parts =
        [
            $"watched {seen.Events:N0} events in {seen.Elapsed.TotalSeconds:N1} s: {classes}",
            Inputs(seen),
            seen.Candidates.Count == 0 ? null : $"candidates {Candidates(seen)}",
            seen.Rated == 0 ? null : $"novel {Novel(seen)}",
            $"rejected {seen.Rejected:N0}{Codes(seen)}",
            seen.Latency is null ? null : $"latency {Latency(seen)}",
            seen.Models.Count == 0 ? null : $"models {string.Join(", ", seen.Models)}",
            seen.Unreadable == 0 ? null : $"{seen.Unreadable:N0} unreadable",
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    public static string Share(long count, long total) => $"{100.0 * count / Math.Max(1, total):N1} %";

    public static string? Latency(LiveSnapshot seen) => seen.Latency is not [var p50, var p95, var p99]
        ? null
        : $"p50 {p50.TotalMilliseconds:N1} p95 {p95.TotalMilliseconds:N1} p99 {p99.TotalMilliseconds:N1} ms";

    /// <summary>For example <c>spectroscopic 20 (5 bands), photometric 80 (5 bands 70, 4 bands 10)</c>.</summary>
    public static string? Inputs(LiveSnapshot seen) => seen.Inputs.Count == 0
        ? null
        : string.Join(", ", seen.Inputs.GroupBy(inputs => inputs.Kind).Select(kind =>
            $"{kind.Key} {kind.Sum(inputs => inputs.Count):N0} ({string.Join(", ", Bands([.. kind]))})"));

    /// <summary>For example <c>one 900, two 90, none 10</c>, as far as the events tell.</summary>
    public static string Candidates(LiveSnapshot seen) =>
        string.Join(", ", seen.Candidates.OrderBy(entry => entry.Candidates == 0).Select(entry =>
            $"{Number(entry.Candidates)} {entry.Count:N0}"));

    public static string Novel(LiveSnapshot seen) => $"{seen.Novel:N0} ({Share(seen.Novel, seen.Rated)})";

    public static string Codes(LiveSnapshot seen) => seen.Codes.Count == 0
        ? ""
        : $" ({string.Join(", ", seen.Codes.Select(code => $"{code.Code} {code.Count:N0}"))})";

    private static IEnumerable<string> Bands(IReadOnlyList<(string Kind, int Bands, long Count)> kind) =>
        kind.Count == 1
            ? [$"{kind[0].Bands} bands"]
            : kind.Select(inputs => $"{inputs.Bands} bands {inputs.Count:N0}");

    private static string Number(int candidates) => candidates switch
    {
        0 => "none",
        1 => "one",
        2 => "two",
        3 => "three",
        _ => $"{candidates}",
    };
}
