using System.Text.Json;

namespace Streaming.LoadTests.Comparing;

/// <summary>What the worker's processor time was to the floor's when it was last recorded, as medians of rounds.</summary>
/// <param name="Warm">Of the second stretch.</param>
/// <param name="Cold">Of the first, start included.</param>
internal sealed record RecordedRatios(double Warm, double Cold)
{
    // Medians of five rounds were 3.67 and 3.33 warm, 3.83 and 3.95 cold in two runs of the same worker.
    private const double Tolerance = 1.15;

    public double MostWarm => Warm * Tolerance;

    public double MostCold => Cold * Tolerance;

    /// <exception cref="InvalidDataException">The file does not say.</exception>
    public static RecordedRatios Read(FileInfo file)
    {
        using var stream = file.OpenRead();
        return JsonSerializer.Deserialize<RecordedRatios>(stream, JsonSerializerOptions.Web) is { Warm: > 0, Cold: > 0 } read
            ? read
            : throw new InvalidDataException($"{file}: expected are \"warm\" and \"cold\", ratios above 0");
    }
}
