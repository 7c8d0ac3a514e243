using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.LoadTests.Faults.Accounting;

namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>Queues, exchanges and bindings that an operator or a subscriber takes away, or fills.</summary>
internal static class QueueFaults
{
    private const string Full = "full";

    // Until the subscriber binds again.
    private const double Missing = 5;

    // Until the worker has looked, which it does every ten seconds.
    private const double Unbound = 15;

    public static IEnumerable<FaultScenario> All { get; } =
    [
        FaultScenario.OfStream(
            "subscriber-full", "Another subscriber's queue full for 60 s, with x-overflow reject-publish", FillAsync),
        FaultScenario.OfStream(
            "queue-deleted", "The queue of observations deleted: what stood in it, delivered or not, is the operator's loss",
            stage => stage.BreakAsync(() => AskAsync(stage, channel => DeleteAsync(stage, channel)))),
        FaultScenario.OfStream(
            "queue-purged", "The queue of observations purged while its worker was frozen for 5 s: what waited is the "
            + "operator's loss", PurgeAsync, new FaultOptions { Bounds = new FaultBounds { IsSeen = false } }),
        FaultScenario.OfStream(
            "exchange-deleted", "The exchange of observations deleted; the worker declares it again within 15 s",
            stage => UnboundAsync(stage, channel => channel.ExchangeDeleteAsync(
                ObservationsTopology.Exchange, ifUnused: false, cancellationToken: stage.Token))),
        FaultScenario.OfStream(
            "binding-removed", "The binding of the queue's exchange removed; the worker binds it again within 15 s",
            stage => UnboundAsync(stage, channel => channel.ExchangeUnbindAsync(
                ObservationsTopology.QueueExchange, ObservationsTopology.Exchange, "", cancellationToken: stage.Token))),
        FaultScenario.OfStream(
            "events-exchange-deleted", "The exchange of classifications deleted, with the subscribers' bindings; the "
            + "subscriber binds again after 5 s; Events__Mandatory=true", stage => stage.BreakAsync(
                () => AskAsync(stage, channel => channel.ExchangeDeleteAsync(
                    EventReader.Classifications, ifUnused: false, cancellationToken: stage.Token)),
                Missing,
                () => AskAsync(stage, channel => BindAsync(channel, EventReader.Queue, stage.Token))),
            new FaultOptions { Settings = new Dictionary<string, string?> { ["Events__Mandatory"] = "true" } }),
    ];

    private static Task FillAsync(FaultStage stage) => stage.BreakAsync(
        () => AskAsync(stage, async channel =>
        {
            await channel.QueueDeclareAsync(
                Full,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" },
                cancellationToken: stage.Token);
            await channel.BasicPublishAsync("", Full, new byte[1], stage.Token);
            await BindAsync(channel, Full, stage.Token);
        }),
        stage.Bench.Of(60, 5),
        () => AskAsync(stage, channel => channel.QueueDeleteAsync(
            Full, ifUnused: false, ifEmpty: false, cancellationToken: stage.Token)));

    // The broker counts only what was not delivered, and forgets what comes meanwhile.
    private static async Task DeleteAsync(FaultStage stage, IChannel channel)
    {
        var before = stage.Account.Outstanding;
        await channel.QueueDeleteAsync(
            ObservationsTopology.Queue, ifUnused: false, ifEmpty: false, cancellationToken: stage.Token);
        stage.Account.Remove(Math.Max(before, stage.Account.Outstanding));
    }

    private static Task PurgeAsync(FaultStage stage)
    {
        var worker = stage.Running[0].Process;
        return stage.BreakAsync(
            () => WorkerFaults.DoAsync(worker.Freeze),
            5,
            async () =>
            {
                await AskAsync(stage, async channel => stage.Account.Remove(
                    (int)await channel.QueuePurgeAsync(ObservationsTopology.Queue, stage.Token)));
                worker.Thaw();
            });
    }

    private static Task UnboundAsync(FaultStage stage, Func<IChannel, Task> remove) => stage.BreakAsync(
        () => AskAsync(stage, remove), Unbound, () => Task.CompletedTask);

    private static async Task BindAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(
            EventReader.Classifications, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue, EventReader.Classifications, "", cancellationToken: cancellationToken);
    }

    private static async Task AskAsync(FaultStage stage, Func<IChannel, Task> ask)
    {
        await using var connection = await stage.ConnectAsync(stage.Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stage.Token);
        await ask(channel);
    }
}
