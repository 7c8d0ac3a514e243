namespace Streaming.LoadTests;

/// <summary>What a program took that ran to its end.</summary>
/// <param name="Elapsed">From the start of its process to its end.</param>
/// <param name="ProcessorTime">All threads together.</param>
/// <param name="PeakMemory">Most resident memory, MiB.</param>
internal sealed record MeasuredRun(TimeSpan Elapsed, TimeSpan ProcessorTime, double PeakMemory)
{
    /// <summary>Runs a program of ours.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says what it wrote.</exception>
    public static async Task<MeasuredRun> OfAsync(
        string assembly, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await using var process = new MeasuredProcess("dotnet", [assembly, .. arguments], new Dictionary<string, string?>());
        return await process.EndAsync(cancellationToken);
    }
}
