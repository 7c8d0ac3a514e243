namespace Streaming.LoadTests.Scaling;

/// <summary>
/// What a worker costs; an assumption. Defaults: AWS Fargate, Linux on x86, US East, on demand, as read in March 2026
/// (https://aws.amazon.com/fargate/pricing/).
/// </summary>
internal sealed record Prices
{
    /// <summary>A virtual processor for an hour, US dollars.</summary>
    public double ProcessorHour { get; init; } = 0.04048;

    /// <summary>A GiB of memory for an hour, US dollars.</summary>
    public double MemoryHour { get; init; } = 0.004445;

    /// <summary>Memory of a worker, GiB: its measured peak, 212 MiB, with room.</summary>
    public double Memory { get; init; } = 0.5;

    /// <summary>A worker for an hour, US dollars.</summary>
    /// <param name="cores">Its processors.</param>
    public double WorkerHour(double cores) => (cores * ProcessorHour) + (Memory * MemoryHour);
}
