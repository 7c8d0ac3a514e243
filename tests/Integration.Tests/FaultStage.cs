using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>One worker for all the faults; in the end it must have left nothing behind.</summary>
public sealed class FaultStage(BrokerFixture broker, SmallModelFixture model) : IAsyncLifetime
{
    private Stage? _stage;
    private WorkerProcess? _worker;

    internal Stage Stage => _stage!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        _worker = await _stage.StartWorkerAsync(model.Store);
    }

    // Asserted here, once: every rejected body is acknowledged and none is among MassTransit's failures.
    public async ValueTask DisposeAsync()
    {
        await using (_stage)
        {
            await _stage!.AssertNothingLeftAsync(_worker!);
        }
    }
}
