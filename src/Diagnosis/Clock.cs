using System.Globalization;

namespace Streaming.Diagnosis;

/// <summary>
/// Compares clocks by the header Date of an HTTP answer. It counts whole seconds and took a while to come: what is
/// below the tolerance says nothing.
/// </summary>
internal static class Clock
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>How far the answering clock is ahead of ours.</summary>
    /// <param name="date">Its header; null when it had none.</param>
    /// <param name="asked">When it was asked.</param>
    /// <param name="answered">When the answer was there.</param>
    public static TimeSpan? Ahead(DateTimeOffset? date, DateTimeOffset asked, DateTimeOffset answered) =>
        // The second that it names has begun: half of it has passed on average, and so has half of the way.
        date is { } told ? told.AddSeconds(0.5) - (asked + ((answered - asked) / 2)) : null;

    public static Finding Judge(string code, string whose, TimeSpan? ahead) => ahead switch
    {
        null => Finding.NotAsked(code, $"{whose} does not tell its time"),
        { } difference when difference.Duration() <= Tolerance => Finding.Ok(code, $"{whose} agrees with this machine"),
        { } difference => Finding.Warning(
            code,
            string.Create(CultureInfo.InvariantCulture,
                $"{whose} is {difference.Duration().TotalSeconds:F0} s {(difference > TimeSpan.Zero ? "ahead of" : "behind")} this machine"),
            "waiting times and latencies are wrong by as much, and certificates may seem expired",
            "chronyc tracking, or timedatectl, on both machines: let both follow a time server"),
    };
}
