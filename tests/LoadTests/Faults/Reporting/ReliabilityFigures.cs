using System.Text.Json;
using System.Text.Json.Serialization;
using Streaming.LoadTests.Faults.Soak;

namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>All results, as <c>docs/reliability.json</c> keeps them.</summary>
internal sealed record ReliabilityFigures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The latest result of each scenario.</summary>
    public IReadOnlyList<FaultResult> Faults { get; init; } = [];

    /// <summary>The latest soak; null when there was none.</summary>
    public SoakFigures? Soak { get; init; }

    /// <summary>The scenarios that could not be played.</summary>
    public IReadOnlyList<NotRun> NotRun { get; init; } = [];

    /// <summary>Reads a file; none is one without results.</summary>
    public static ReliabilityFigures Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<ReliabilityFigures>(File.ReadAllText(path), Json)! : new();

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>The same with this result in the place of what was known of its scenario.</summary>
    public ReliabilityFigures With(FaultResult result) => Without(result.Name) with
    {
        Faults = [.. Faults.Where(one => one.Name != result.Name), result],
    };

    /// <summary>The same of a scenario that could not be played.</summary>
    public ReliabilityFigures With(NotRun scenario) => Without(scenario.Name) with
    {
        NotRun = [.. NotRun.Where(one => one.Name != scenario.Name), scenario],
    };

    private ReliabilityFigures Without(string name) => this with
    {
        Faults = [.. Faults.Where(one => one.Name != name)],
        NotRun = [.. NotRun.Where(one => one.Name != name)],
    };
}
