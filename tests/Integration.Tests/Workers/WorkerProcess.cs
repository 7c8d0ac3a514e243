using System.Net;
using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Workers;

/// <summary>The real worker, in a process of its own, set up as in production: by environment variables.</summary>
internal sealed partial class WorkerProcess : IAsyncDisposable
{
    public const string PollingInterval = "ModelStore__PollingInterval";
    public const string Management = "RabbitMq__Management";

    private readonly ChildProcess _process;

    private WorkerProcess(ChildProcess process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    public string Output => _process.Output;

    public string Errors => _process.Errors;

    /// <summary>Starts a worker; returns when it answers over HTTP, ready or not.</summary>
    /// <param name="broker">The broker's address; null runs in memory.</param>
    /// <param name="store">The model store's folder.</param>
    /// <param name="settings">Further settings, by the names of their environment variables.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<WorkerProcess> StartAsync(
        Uri? broker, string store, IReadOnlyDictionary<string, string?>? settings, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["ConnectionStrings__RabbitMq"] = broker?.AbsoluteUri,
            ["ModelStore__Path"] = store,
        };
        return await StartWithAsync(environment, cancellationToken);
    }

    /// <summary>Starts a worker with these settings and no others; returns when it answers over HTTP.</summary>
    public static async Task<WorkerProcess> StartWithAsync(
        IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>(settings);
        environment.TryAdd(PollingInterval, "00:00:00.200");
        var process = Start(environment);
        try
        {
            var line = await process.LineAsync(output => Listening().IsMatch(output), cancellationToken);
            return new WorkerProcess(process, new Uri(Listening().Match(line).Groups[1].Value));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the worker's program with these settings, on a free port, and waits for nothing.</summary>
    public static ChildProcess Start(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(settings);
        environment.TryAdd("ConnectionStrings__RabbitMq", null);
        // Whatever listens on the usual port of this machine is not the broker of the tests.
        environment.TryAdd(Management, "none");
        environment.TryAdd("ASPNETCORE_URLS", "http://127.0.0.1:0");
        return ChildProcess.Start("dotnet", [Checkout.WorkerAssembly, .. arguments], environment);
    }

    /// <summary>Returns when the worker is ready: it has a model and consumes.</summary>
    public Task ReadyAsync() => Patience.UntilAsync(
        async () => await StatusAsync("/health/ready") == HttpStatusCode.OK,
        "the worker to be ready",
        () => Output);

    /// <summary>Whether it says that it is ready.</summary>
    public async Task<bool> IsReadyAsync() => await StatusAsync("/health/ready") == HttpStatusCode.OK;

    /// <summary>Waits for a line of its log, also one that was already written.</summary>
    public Task<string> LineAsync(Func<string, bool> isAwaited, CancellationToken cancellationToken) =>
        _process.LineAsync(isAwaited, cancellationToken);

    /// <summary>Returns when the worker has declared its queue and has no model to consume with.</summary>
    public Task WaitsForModelAsync(CancellationToken cancellationToken) => _process.LineAsync(
        line => line.Contains("nothing is consumed", StringComparison.Ordinal), cancellationToken);

    /// <summary>Returns when the worker takes its first messages.</summary>
    public Task ConsumesAsync(CancellationToken cancellationToken) => _process.LineAsync(
        line => line.Contains("Consuming from queue", StringComparison.Ordinal), cancellationToken);

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        return answer.StatusCode;
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

    /// <summary>Ends it as a crash would.</summary>
    public Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        return _process.ExitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        return _process.DisposeAsync();
    }

    [GeneratedRegex(@"Now listening on: (http://[^\s""]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
