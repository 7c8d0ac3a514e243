using System.CommandLine;
using System.Globalization;

namespace Streaming.Telescope.Kept;

/// <summary>Options that take a moment: a time, or how long ago it was.</summary>
internal static class TimeOption
{
    public static Option<DateTimeOffset?> Of(string name, string description, TimeProvider time) => new(name)
    {
        Description = $"{description}: 2026-11-29, 2026-11-29T21:04:05Z (UTC unless it says otherwise), or so long ago: "
            + "30m, 2h, 3d",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Parse(text, time) is { } moment) return moment;
            result.AddError($"{name}: '{text}' is not a time such as 2026-11-29T21:04:05Z, 30m, 2h or 3d");
            return null;
        },
    };

    private static DateTimeOffset? Parse(string text, TimeProvider time)
    {
        var unit = text is [.., var letter]
            ? letter switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 }
            : 0;
        if (unit > 0
            && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
            && count * unit is >= 0 and <= 100.0 * 366 * 86_400 and var seconds)
            return time.GetUtcNow() - TimeSpan.FromSeconds(seconds);
        return text is [>= '0' and <= '9', ..] && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : null;
    }
}
