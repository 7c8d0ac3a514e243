using System.Text.Json;

namespace Streaming.LoadTests.Scaling;

/// <summary>All that was measured and computed, as <c>docs/scaling.json</c> keeps it.</summary>
internal sealed record ScalingFigures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>What it was measured on, in one sentence.</summary>
    public string Setting { get; init; } = "";

    /// <summary>Every measurement of one worker, in order of time.</summary>
    public IReadOnlyList<WorkerMeasurement> Calibration { get; init; } = [];

    /// <summary>Every replay, in order of time.</summary>
    public IReadOnlyList<ReplayFigures> Replays { get; init; } = [];

    public Prices Prices { get; init; } = new();

    /// <summary>The simulated days.</summary>
    public IReadOnlyList<DayFigures> Days { get; init; } = [];

    /// <summary>Reads a file; none is one without figures.</summary>
    public static ScalingFigures Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<ScalingFigures>(File.ReadAllText(path), Json)! : new();

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");
}
