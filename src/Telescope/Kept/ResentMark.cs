using System.Globalization;
using Streaming.Contracts;

namespace Streaming.Telescope.Kept;

/// <summary>What <see cref="ObservationsTopology.ResentHeader"/> says.</summary>
/// <param name="Count">How often the message was sent again, at least once.</param>
/// <param name="Time">When the run began that did so last, UTC, whole milliseconds.</param>
internal sealed record ResentMark(int Count, DateTimeOffset Time)
{
    public const string Header = ObservationsTopology.ResentHeader;

    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Reads a mark; null when it is none.</summary>
    public static ResentMark? Parse(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        return parts is [var count, var time]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            && times > 0
            && DateTimeOffset.TryParseExact(
                time, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? new(times, read)
            : null;
    }

    /// <summary>The mark of a message that a run sends again.</summary>
    /// <param name="before">The one that it has.</param>
    /// <param name="run">When the run began.</param>
    public static ResentMark After(ResentMark? before, DateTimeOffset run) =>
        new(before is { Count: < int.MaxValue } ? before.Count + 1 : 1, OfRun(run));

    /// <summary>
    /// Whether this run has sent it already: it was set aside again, and is left for the next run, or this one would not
    /// end.
    /// </summary>
    public bool IsOf(DateTimeOffset run) => Time == OfRun(run);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count} {Time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture)}");

    private static DateTimeOffset OfRun(DateTimeOffset run) =>
        DateTimeOffset.FromUnixTimeMilliseconds(run.ToUnixTimeMilliseconds());
}
