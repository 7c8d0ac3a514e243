using System.CommandLine.Parsing;
using System.Globalization;

namespace Streaming.Telescope.Watching;

/// <summary>Reads durations as people write them.</summary>
internal static class Duration
{
    private const double LongestSeconds = 365 * 86_400;

    /// <summary>A positive number with the unit s, m or h; without a unit it is seconds. At most a year.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit = text.Length == 0 ? 1 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        var number = unit == 0 ? text : text[..^Math.Min(1, text.Length)];
        if (double.TryParse(number, CultureInfo.InvariantCulture, out var value)
            && value * Math.Max(1, unit) is > 0 and <= LongestSeconds and var seconds)
            return TimeSpan.FromSeconds(seconds);
        result.AddError($"{((OptionResult)result.Parent!).Option.Name}: '{text}' is not a time such as 30s, 5m or 2h, up to a year");
        return null;
    }
}
