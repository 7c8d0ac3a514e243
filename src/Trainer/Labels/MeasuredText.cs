using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Trainer.Labels;

/// <summary>
/// Named measurements as one text: a JSON object, its names in ordinal order, so that the same measurements are the
/// same text. Both databases keep a text alike; none of their types for JSON does.
/// </summary>
internal static class MeasuredText
{
    /// <summary>Writes what was measured; null when nothing was.</summary>
    public static string? Of(IReadOnlyDictionary<string, double?>? measurements)
    {
        var measured = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in measurements ?? new Dictionary<string, double?>())
        {
            if (Measured(value) is { } number)
            {
                measured[name] = number;
            }
        }

        return measured.Count == 0 ? null : JsonSerializer.Serialize(measured);
    }

    /// <summary>Reads what <see cref="Of"/> wrote.</summary>
    public static IReadOnlyDictionary<string, double> Read(string text) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(text)!;

    /// <summary>
    /// A measured value, null for a survey's mark. Adding zero turns -0.0 into 0.0, as SQLite does; the digest must not
    /// depend on the way.
    /// </summary>
    public static double? Measured(double? value) =>
        value is { } number && !NotMeasured.IsMark(number) ? number + 0.0 : null;
}
