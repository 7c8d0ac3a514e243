using Microsoft.AspNetCore.Builder;
using Streaming.Worker;

namespace Streaming.Deployment.Tests;

/// <summary>The worker with the shipped model, in memory, on a free port.</summary>
public sealed class RunningWorker : IAsyncLifetime
{
    private readonly WebApplication _worker =
        WorkerApplication.Build("--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error");

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => _worker.Services;

    public async ValueTask InitializeAsync()
    {
        await _worker.StartAsync();
        Client.BaseAddress = new Uri(_worker.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _worker.StopAsync();
        await _worker.DisposeAsync();
    }
}
