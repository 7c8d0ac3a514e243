namespace Streaming.LoadTests.Scaling;

/// <summary>What comes, and what goes wrong.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Arrivals">When observations come.</param>
internal sealed record Scenario(string Name, ArrivalPattern Arrivals)
{
    /// <summary>When no worker works; null for never.</summary>
    public Outage? Outage { get; init; }
}
