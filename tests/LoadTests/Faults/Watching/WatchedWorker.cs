namespace Streaming.LoadTests.Faults.Watching;

/// <summary>A worker with all that is seen of it.</summary>
internal sealed class WatchedWorker(MeasuredWorker process) : IAsyncDisposable
{
    public MeasuredWorker Process { get; } = process;

    public WorkerWatch Watch { get; } = new(process);

    public bool IsRunning => !Process.HasExited;

    /// <summary>Processor time so far; null when it has ended.</summary>
    public TimeSpan? ProcessorTime
    {
        get
        {
            try
            {
                return IsRunning ? Process.ProcessorTime : null;
            }
            catch (Exception fault) when (fault is IOException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>Most resident memory between two timestamps, MiB; 0 when it did not run.</summary>
    public double PeakMemory(long from, long to) => Process.Memory
        .Where(sample => sample.At >= from && sample.At <= to)
        .Select(sample => sample.Mebibytes)
        .DefaultIfEmpty()
        .Max();

    public async ValueTask DisposeAsync()
    {
        await Watch.DisposeAsync();
        await Process.DisposeAsync();
    }
}
