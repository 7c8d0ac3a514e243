using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Access;

/// <summary>One worker for all that clients do to it, with limits that a test can reach.</summary>
public sealed class LimitedWorker(SmallModelFixture model) : IAsyncLifetime
{
    public const int MaxConnections = 40;

    private WorkerProcess? _worker;

    internal WorkerProcess Worker => _worker!;

    public async ValueTask InitializeAsync()
    {
        _worker = await WorkerProcess.StartAsync(
            broker: null,
            model.Store,
            new Dictionary<string, string?>
            {
                ["Http__MaxConnections"] = $"{MaxConnections}",
                ["Http__PredictPerSecond"] = "10",
            },
            Patience.Token());
        await _worker.ReadyAsync();
    }

    public ValueTask DisposeAsync() => _worker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
