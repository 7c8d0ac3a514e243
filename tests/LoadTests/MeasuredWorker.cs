using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Scaling;

namespace Streaming.LoadTests;

/// <summary>The real worker in a process of its own, watched through <c>/proc</c>.</summary>
internal sealed partial class MeasuredWorker : IAsyncDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(100);

    // Of one processor: the unit of /proc/PID/stat is fixed at 100 a second on Linux.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private static readonly IReadOnlyDictionary<string, string?> NoSettings = new Dictionary<string, string?>();

    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stopSampling = new();
    private readonly ChildProcess _process;
    private readonly ConcurrentQueue<MemorySample> _memory = [];
    private readonly Task _sampling;

    /// <param name="broker">Address of the broker.</param>
    /// <param name="store">Folder of the model store.</param>
    /// <param name="settings">Further settings, by the names of their environment variables.</param>
    /// <param name="limit">What it may have of the processors; null for all.</param>
    public MeasuredWorker(
        Uri broker,
        string store,
        IReadOnlyDictionary<string, string?>? settings = null,
        ProcessorLimit? limit = null)
    {
        var environment = new Dictionary<string, string?>(settings ?? NoSettings)
        {
            ["ConnectionStrings__RabbitMq"] = broker.AbsoluteUri,
            ["ModelStore__Path"] = store,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        };
        string[] arguments = [Checkout.WorkerAssembly];
        var (file, all) = limit?.Within("dotnet", arguments) ?? ("dotnet", arguments);
        _process = ChildProcess.Start(file, all, environment);
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

    /// <summary>Resident memory, a sample every 100 ms.</summary>
    public IReadOnlyCollection<MemorySample> Memory => _memory;

    /// <summary>Its HTTP address, known when it is ready.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Waits until it is ready and returns how long that took from the start of its process.</summary>
    public async Task<TimeSpan> ReadyAsync(CancellationToken cancellationToken)
    {
        var line = await _process.LineAsync(output => Listening().IsMatch(output), cancellationToken);
        Address = new Uri(Listening().Match(line).Groups[1].Value);
        using var http = new HttpClient { BaseAddress = Address };
        using var timer = new PeriodicTimer(AskEvery);
        while (true)
        {
            using var answer = await http.GetAsync("/health/ready", cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return _sinceStart.Elapsed;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
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

    public async ValueTask DisposeAsync()
    {
        await _stopSampling.CancelAsync();
        await _process.DisposeAsync();
        _stopSampling.Dispose();
    }

    private async Task SampleMemoryAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SampleEvery);
        while (!cancellationToken.IsCancellationRequested && !_process.HasExited)
        {
            _memory.Enqueue(new MemorySample(Stopwatch.GetTimestamp(), StatusMebibytes("VmRSS")));
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

    [GeneratedRegex(@"Now listening on: (http://[^\s""]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Kibibytes();
}
