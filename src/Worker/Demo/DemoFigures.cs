namespace Streaming.Worker.Demo;

/// <summary>The demo's figures at one moment. Latencies are milliseconds from publishing to the subscriber.</summary>
internal sealed record DemoFigures(
    IReadOnlyDictionary<string, int> Classes,
    IReadOnlyDictionary<string, int> Reasons,
    int Classified,
    int Rejected,
    int Agreeing,
    TimeSpan Elapsed,
    double P50,
    double P95,
    double P99)
{
    public int Answered => Classified + Rejected;

    public double PerSecond => Elapsed > TimeSpan.Zero ? Answered / Elapsed.TotalSeconds : 0;
}
