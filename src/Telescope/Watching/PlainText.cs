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
            $"rejected {seen.Rejected:N0}{Codes(seen)}",
            $"{seen.Rate:N0}/s",
            Latency(seen),
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
            $"rejected {seen.Rejected:N0}{Codes(seen)}",
            Latency(seen),
            seen.Models.Count == 0 ? null : $"models {string.Join(", ", seen.Models)}",
            seen.Unreadable == 0 ? null : $"{seen.Unreadable:N0} unreadable",
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    public static string Share(long count, long total) => $"{100.0 * count / Math.Max(1, total):N1} %";

    public static string? Latency(LiveSnapshot seen) => seen.Latency is not [var p50, var p95, var p99]
        ? null
        : $"latency p50 {p50.TotalMilliseconds:N1} p95 {p95.TotalMilliseconds:N1} p99 {p99.TotalMilliseconds:N1} ms";

    public static string Codes(LiveSnapshot seen) => seen.Codes.Count == 0
        ? ""
        : $" ({string.Join(", ", seen.Codes.Select(code => $"{code.Code} {code.Count:N0}"))})";
}
