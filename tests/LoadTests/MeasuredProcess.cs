using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Processes;

namespace Streaming.LoadTests;

/// <summary>A process of its own, watched through <c>/proc</c>.</summary>
internal partial class MeasuredProcess : IAsyncDisposable
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(100);

    // Of one processor: the unit of /proc/PID/stat is fixed at 100 a second on Linux.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stopSampling = new();
    private readonly ChildProcess _process;
    private readonly ConcurrentQueue<MemorySample> _memory = [];
    private readonly Task _sampling;
    private TimeSpan _processorTime;

    /// <param name="file">The program.</param>
    /// <param name="arguments">What it is started with.</param>
    /// <param name="environment">Its settings.</param>
    public MeasuredProcess(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        _process = ChildProcess.Start(file, arguments, environment);
        _sampling = SampleMemoryAsync(_stopSampling.Token);
    }

    /// <summary>Processor time since the start, all threads together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            // Fields 14 and 15; the name in field 2 is the only one that could contain a blank, and ours has none.
            var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(' ');
            return Tick * (Parse(fields[13]) + Parse(fields[14]));
        }
    }

    /// <summary>Most resident memory that the kernel saw, MiB.</summary>
    public double PeakMemory => StatusMebibytes("VmHWM");

    /// <summary>Files, sockets and the like that it has open.</summary>
    public int Handles => Directory.EnumerateFileSystemEntries($"/proc/{_process.Id}/fd").Count();

    /// <summary>Threads that it has.</summary>
    public int Threads => Directory.EnumerateDirectories($"/proc/{_process.Id}/task").Count();

    /// <summary>Resident memory, a sample every 100 ms.</summary>
    public IReadOnlyCollection<MemorySample> Memory => _memory;

    /// <summary>The lines of its output, each with the timestamp at which it came.</summary>
    public IReadOnlyCollection<(long At, string Text)> Lines => _process.Lines;

    public bool HasExited => _process.HasExited;

    /// <summary>How long it has been running.</summary>
    protected TimeSpan SinceStart => _sinceStart.Elapsed;

    /// <summary>Waits for a line of its output.</summary>
    public Task<string> LineAsync(Func<string, bool> isAwaited, CancellationToken cancellationToken) =>
        _process.LineAsync(isAwaited, cancellationToken);

    /// <summary>Waits for its end, which it comes to by itself.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says what it wrote.</exception>
    public async Task<MeasuredRun> EndAsync(CancellationToken cancellationToken)
    {
        var exitCode = await _process.ExitAsync(cancellationToken);
        var elapsed = SinceStart;
        await _stopSampling.CancelAsync();
        await _sampling;
        return exitCode == 0
            ? new MeasuredRun(elapsed, _processorTime, _memory.Max(sample => sample.Mebibytes))
            : throw new InvalidOperationException($"it ended with {exitCode}: {_process.Errors}");
    }

    /// <summary>Ends it (SIGTERM) and returns the largest sample of its resident memory, MiB.</summary>
    public async Task<double> StopAsync(CancellationToken cancellationToken)
    {
        await _stopSampling.CancelAsync();
        await _sampling;
        _process.Terminate();
        await _process.ExitAsync(cancellationToken);
        return _memory.Max(sample => sample.Mebibytes);
    }

    /// <summary>Ends it as a crash would (SIGKILL).</summary>
    public Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        return _process.ExitAsync(cancellationToken);
    }

    /// <summary>Asks it to end (SIGTERM) and returns its exit code.</summary>
    public Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        _process.Terminate();
        return _process.ExitAsync(cancellationToken);
    }

    /// <summary>Stops it where it is, until <see cref="Thaw"/>.</summary>
    public void Freeze() => _process.Freeze();

    /// <summary>Lets it go on.</summary>
    public void Thaw() => _process.Thaw();

    public async ValueTask DisposeAsync()
    {
        await _stopSampling.CancelAsync();
        await _process.DisposeAsync();
        _stopSampling.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task SampleMemoryAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SampleEvery);
        while (!cancellationToken.IsCancellationRequested && !_process.HasExited)
        {
            try
            {
                _memory.Enqueue(new MemorySample(Stopwatch.GetTimestamp(), StatusMebibytes("VmRSS")));
                _processorTime = ProcessorTime;
            }
            catch (Exception fault) when (fault is IOException or InvalidOperationException)
            {
                // It has ended in between.
                return;
            }

            Task tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            await tick.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private double StatusMebibytes(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(row => row.StartsWith(name, StringComparison.Ordinal));
        return Parse(Kibibytes().Match(line).Value) / 1024;
    }

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Kibibytes();
}
