using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Streaming.Worker.Tests.Http;

/// <summary>The whole worker with the model of a store, in memory, on a free port.</summary>
/// <param name="store">The store.</param>
/// <param name="settings">Further settings, as arguments of the command line.</param>
public abstract class WorkerOnStore(string store, params string[] settings) : IAsyncLifetime
{
    private readonly WebApplication _app = WorkerApplication.Build(
    [
        "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", $"--ModelStore:Path={store}", .. settings,
    ]);

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

    public virtual async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
