using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>One worker, in memory and with the model that ships, for all requests.</summary>
public sealed class HttpStage : IAsyncLifetime
{
    private WorkerProcess? _worker;

    public HttpClient Http => _worker!.Http;

    internal WorkerProcess Worker => _worker!;

    public async ValueTask InitializeAsync()
    {
        _worker = await WorkerProcess.StartAsync(broker: null, Checkout.Models, settings: null, Patience.Token());
        await _worker.ReadyAsync();
    }

    public ValueTask DisposeAsync() => _worker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
