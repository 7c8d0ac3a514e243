using System.Text.Json;

namespace Streaming.LoadTests.Faults.Watching;

/// <summary>Reads what a worker logs in the console's JSON form.</summary>
internal static class LogLines
{
    private static readonly string[] Levels = ["Warning", "Error", "Critical"];

    /// <summary>The settings that make it log so.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Logging__Console__FormatterName"] = "json",
    };

    /// <summary>The lines at warning or above.</summary>
    public static IEnumerable<Sighting> Warnings(IEnumerable<(long At, string Text)> lines) => lines
        .Where(line => line.Text.StartsWith('{'))
        .Select(line => Read(line.At, line.Text))
        .OfType<Sighting>();

    private static Sighting? Read(long at, string line)
    {
        try
        {
            using var read = JsonDocument.Parse(line);
            var level = read.RootElement.GetProperty("LogLevel").GetString()!;
            return Levels.Contains(level)
                ? new Sighting(at, level, read.RootElement.GetProperty("Message").GetString()!)
                : null;
        }
        catch (JsonException)
        {
            // Cut by a kill.
            return null;
        }
    }
}
