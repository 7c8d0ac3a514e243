using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Scaling;

namespace Streaming.LoadTests;

/// <summary>The real worker in a process of its own.</summary>
/// <param name="broker">Address of the broker.</param>
/// <param name="store">Folder of the model store.</param>
/// <param name="settings">Further settings, by the names of their environment variables.</param>
/// <param name="limit">What it may have of the processors; null for all.</param>
/// <param name="within">A command that becomes the worker, put before its own; null for none.</param>
internal sealed partial class MeasuredWorker(
    Uri broker,
    string store,
    IReadOnlyDictionary<string, string?>? settings = null,
    ProcessorLimit? limit = null,
    IReadOnlyList<string>? within = null) : MeasuredProcess(
        limit?.Within("dotnet", [Checkout.WorkerAssembly]).File ?? within?[0] ?? "dotnet",
        limit?.Within("dotnet", [Checkout.WorkerAssembly]).Arguments
            ?? [.. within is null ? (string[])[] : [.. within.Skip(1), "dotnet"], Checkout.WorkerAssembly],
        new Dictionary<string, string?>(settings ?? NoSettings)
        {
            ["ConnectionStrings__RabbitMq"] = broker.AbsoluteUri,
            ["ModelStore__Path"] = store,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        })
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);
    private static readonly IReadOnlyDictionary<string, string?> NoSettings = new Dictionary<string, string?>();

    /// <summary>Its HTTP address, known when it listens.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Waits until it answers over HTTP, ready or not, and returns its address.</summary>
    public async Task<Uri> ListeningAsync(CancellationToken cancellationToken)
    {
        var line = await LineAsync(output => Listening().IsMatch(output), cancellationToken);
        return Address = new Uri(Listening().Match(line).Groups[1].Value);
    }

    /// <summary>Waits until it is ready and returns how long that took from the start of its process.</summary>
    public async Task<TimeSpan> ReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = await ListeningAsync(cancellationToken) };
        using var timer = new PeriodicTimer(AskEvery);
        while (true)
        {
            using var answer = await http.GetAsync("/health/ready", cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return SinceStart;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Bytes that it has allocated since its start, by its own metrics; it must be ready.</summary>
    public async Task<double> AllocatedAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address };
        return MetricsPage.ValueOf(
            "dotnet_gc_heap_total_allocated_bytes_total", await http.GetStringAsync("/metrics", cancellationToken));
    }

    [GeneratedRegex(@"Now listening on: (http://[^\s""]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
