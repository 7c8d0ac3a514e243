using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Streaming.Worker.Tests.Http;

/// <summary>The whole worker with the shipped model, in memory, on a free port.</summary>
public sealed class WorkerFixture : IAsyncLifetime
{
    private readonly WebApplication _app = WorkerApplication.Build(
        "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", $"--ModelStore:Path={ShippedModel.StorePath}");

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
        while (!(await Client.GetAsync("/health/ready")).IsSuccessStatusCode)
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
