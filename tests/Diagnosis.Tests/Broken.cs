using Streaming.Contracts;
using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Queues;
using Streaming.Diagnosis.Workers;

namespace Streaming.Diagnosis.Tests;

/// <summary>One thing that is wrong.</summary>
/// <param name="Code">The only check that is to tell of it.</param>
/// <param name="Verdict">How bad that is.</param>
/// <param name="Words">What its text is to contain.</param>
/// <param name="Picture">The system with that.</param>
internal sealed record Broken(string Code, Verdict Verdict, string Words, Picture Picture)
{
    private static readonly Picture Good = Healthy.Picture;

    /// <summary>Ways to break what each check looks at, and nothing else.</summary>
    public static IReadOnlyList<Broken> All { get; } =
    [
        .. OfBroker(), .. OfNodes(), .. OfQueues(), .. OfLimits(), .. OfCopies(), .. OfEvents(), .. OfWorkers(), .. OfStore(),
    ];

    public override string ToString() => $"{Code}: {Words}";

    private static IEnumerable<Broken> OfBroker() =>
    [
        new(ManagementCheck.Code, Verdict.NotAsked, "nobody there",
            Good.With(broker => broker with { ManagementFault = "nobody there" })),
        new(BrokerVersionCheck.Code, Verdict.Wrong, "RabbitMQ 3.9.29, Erlang 27.3: older than 3.10",
            Good.With(broker => broker with { Version = "3.9.29" })),
        new(BrokerVersionCheck.Code, Verdict.NotAsked, "does not tell", Good.With(broker => broker with { Version = null })),
        new(CredentialsCheck.Code, Verdict.Wrong, "guest on broker.example",
            Good.With(broker => broker with { HasDefaultCredentials = true })),
        new(TlsCheck.Code, Verdict.Warning, "not encrypted", Good.With(broker => broker with { UsesTls = false })),
        new(PermissionsCheck.Code, Verdict.Wrong, "lacks write on Streaming.Contracts:ModelRefused",
            Good.With(broker => broker with { Permissions = new PermissionPicture(".*", "^(?!.*ModelRefused)", ".*") })),
        new(PermissionsCheck.Code, Verdict.Wrong, "configure on Streaming.Contracts:ObservationReceived, observations, ",
            Good.With(broker => broker with { Permissions = new PermissionPicture("", ".*", ".*") })),
        new(PermissionsCheck.Code, Verdict.Wrong, "lacks read on observations_bulk",
            Good.With(broker => broker with
            {
                Permissions = new PermissionPicture(".*", ".*", "^(?!observations_bulk$)"),
            })),
        new(PermissionsCheck.Code, Verdict.NotAsked, "only an administrator",
            Good.With(broker => broker with { Permissions = null })),
        new(BrokerClockCheck.Code, Verdict.Warning, "120 s behind this machine",
            Good.With(broker => broker with { ClockAhead = TimeSpan.FromSeconds(-120) })),
        new(BrokerClockCheck.Code, Verdict.NotAsked, "does not tell", Good.With(broker => broker with { ClockAhead = null })),
    ];

    private static IEnumerable<Broken> OfNodes() =>
    [
        new(NodesCheck.Code, Verdict.Wrong, "1 of 3 nodes do not run: rabbit@one",
            Good.WithNode(node => node with { IsRunning = false })),
        new(NodesCheck.Code, Verdict.Wrong, "lost sight",
            Good.WithNode(node => node with { Partitions = [Healthy.OtherNode] })),
        new(MemoryCheck.Code, Verdict.Wrong, "memory alarm", Good.WithNode(node => node with { HasMemoryAlarm = true })),
        new(MemoryCheck.Code, Verdict.Warning, "near its memory alarm, 900 MB used, alarm at 1 GB",
            Good.WithNode(node => node with { MemoryUsed = 900_000_000 })),
        new(MemoryCheck.Code, Verdict.NotAsked, "not told", Good.WithNode(node => node with { MemoryUsed = null })),
        new(DiskCheck.Code, Verdict.Wrong, "disk alarm", Good.WithNode(node => node with { HasDiskAlarm = true })),
        new(DiskCheck.Code, Verdict.Warning, "near its disk alarm, 1.5 GB free, alarm below 1 GB",
            Good.WithNode(node => node with { DiskFree = 1_500_000_000 })),
        new(DiskCheck.Code, Verdict.NotAsked, "not told", Good.WithNode(node => node with { DiskFree = null })),
    ];

    private static IEnumerable<Broken> OfQueues() =>
    [
        new(QueueCheck.Code, Verdict.Wrong, "observations: there is no such queue",
            Good.With(broker => broker with { Queues = [.. broker.Queues.Where(queue => queue.Name != "observations")] })),
        new(QueueCheck.Code, Verdict.Wrong, "not durable", Good.WithQueue(queue => queue with { IsDurable = false })),
        new(QueueTypeCheck.Code, Verdict.Wrong, "observations: classic",
            Good.WithQueue(queue => queue with { Type = "classic" })),
        new(QueueBindingCheck.Code, Verdict.Wrong, "exchange observations to queue observations",
            Unbound("observations", "observations")),
        new(QueueBindingCheck.Code, Verdict.Wrong,
            "exchange Streaming.Contracts:ObservationBatchReceived to exchange observations_bulk",
            Unbound(ObservationsTopology.BulkExchange, "observations_bulk")),
        new(QueuePolicyCheck.Code, Verdict.Warning, "policies observations and mine both have priority 10",
            Good.With(broker => broker with { Policies = [Healthy.Policy, Healthy.Policy with { Name = "mine" }] })),
        new(QueuePolicyCheck.Code, Verdict.Warning, "'at-least-once' overrides 'at-most-once' of policy observations",
            Good.With(broker => broker with { Policies = [Healthy.Policy with { Definition = Strategy("at-most-once") }] })
                .WithArgument("x-dead-letter-strategy", "at-least-once")),
        new(ConsumersCheck.Code, Verdict.Wrong, "no worker consumes it, 5 messages wait",
            Good.WithQueue(queue => queue with { Consumers = 0, Messages = 5 })),
        new(ConsumersCheck.Code, Verdict.Warning, "no worker consumes it",
            Good.WithQueue(queue => queue with { Consumers = 0 })),
        new(ConsumersCheck.Code, Verdict.NotAsked, "not counted", Good.WithQueue(queue => queue with { Consumers = null })),
        new(ErrorsWaitingCheck.Code, Verdict.Warning, "observations_dead: 1,200 messages",
            Good.WithQueue(queue => queue with { Messages = 1_200 }, "observations_dead")),
        new(ErrorsWaitingCheck.Code, Verdict.Warning, "labels_error: 3 messages",
            Good.With(broker => broker with
            {
                Queues = [.. broker.Queues, new QueuePicture("labels_error") { Messages = 3 }],
            })),
    ];

    private static IEnumerable<Broken> OfLimits() =>
    [
        new(DeliveryLimitCheck.Code, Verdict.Warning, "observations: 5, fewer than 100: a crash counts against up to 1,500",
            Good.WithPolicy("delivery-limit", "5")),
        new(DeliveryLimitCheck.Code, Verdict.Warning, "observations: 20, fewer", Good.WithPolicy("delivery-limit", null)),
        new(DeliveryLimitCheck.Code, Verdict.Warning, "observations: 7, fewer", Good.WithArgument("x-delivery-limit", "7")),
        new(DeadLetterCheck.Code, Verdict.Wrong, "observations: no dead-letter exchange",
            Good.WithPolicy("dead-letter-exchange", null)),
        new(DeadLetterCheck.Code, Verdict.Warning, "no dead-letter exchange, and no delivery limit",
            Good.WithPolicy("dead-letter-exchange", null).WithPolicy("delivery-limit", "-1")),
        new(DeadLetterCheck.Code, Verdict.Wrong, "exchange nowhere, which is not there",
            Good.WithPolicy("dead-letter-exchange", "nowhere")),
        new(DeadLetterCheck.Code, Verdict.Wrong, "observations_bulk: dead letters go to the exchange observations_dead, to which",
            Unbound("observations_dead", "observations_dead")),
        new(DeadLetterCheck.Code, Verdict.Wrong, "queue away, which is not there",
            Good.WithPolicy("dead-letter-exchange", "").WithPolicy("dead-letter-routing-key", "away")),
        new(DeadLetterStrategyCheck.Code, Verdict.Warning, "observations: dead letters at most once",
            Good.WithPolicy("dead-letter-strategy", null)),
        new(DeadLetterStrategyCheck.Code, Verdict.Warning, "with overflow drop-head, which silently",
            Good.WithPolicy("overflow", null)),
        new(QueueDropsCheck.Code, Verdict.Wrong, "message-ttl 60000 ms", Good.WithPolicy("message-ttl", "60000")),
        new(QueueDropsCheck.Code, Verdict.Wrong, "expires 60000 ms", Good.WithArgument("x-expires", "60000")),
    ];

    private static IEnumerable<Broken> OfCopies() =>
    [
        new(QuorumCheck.Code, Verdict.Wrong, "observations: 1 of 3 copies online, no majority; away: rabbit@two, rabbit@three",
            Good.WithQueue(queue => queue with { Online = [Healthy.Node] })),
        new(QuorumCheck.Code, Verdict.Wrong, "its leader rabbit@one is away",
            Good.WithQueue(queue => queue with { Online = [Healthy.OtherNode, Healthy.ThirdNode] })),
        new(QuorumCheck.Code, Verdict.Warning, "2 of 3 copies online; away: rabbit@three",
            Good.WithQueue(queue => queue with { Online = [Healthy.Node, Healthy.OtherNode] })),
        new(QuorumCheck.Code, Verdict.Warning, "1 of 1 copies online, on 3 nodes",
            Good.WithQueue(queue => queue with { Members = [Healthy.Node], Online = [Healthy.Node] })),
        new(QuorumCheck.Code, Verdict.NotAsked, "does not tell its copies",
            Good.WithQueue(queue => queue with { Members = [] })),
        new(LeadersCheck.Code, Verdict.Warning, "rabbit@two leads all queues of 3 nodes",
            Good.WithQueue(queue => queue with { Leader = Healthy.OtherNode })),
    ];

    private static IEnumerable<Broken> OfEvents() =>
    [
        new(EventsCheck.Code, Verdict.Warning, "Streaming.Contracts:ObjectClassified",
            Unbound(EventNames.Of<ObjectClassified>(), "subscriber")),
        new(EventsCheck.Code, Verdict.Warning, "Streaming.Contracts:ObjectsClassified",
            Good.WithSettings(settings => settings with { EventsForm = "Bulk" })),
        new(RejectionsCheck.Code, Verdict.Warning, "Streaming.Contracts:ObservationRejected",
            Unbound(EventNames.Of<ObservationRejected>(), "rejected")),
    ];

    private static IEnumerable<Broken> OfWorkers() =>
    [
        new(WorkerReachedCheck.Code, Verdict.Wrong, "http://worker-2:8080/: connection refused", Good with
        {
            Workers = [.. Good.Workers, new WorkerPicture(new Uri("http://worker-2:8080")) { IsNamed = true, Fault = "connection refused" }],
        }),
        new(WorkerReadyCheck.Code, Verdict.Wrong, "worker-1: not ready, no_model: the store is empty",
            Good.WithWorker(worker => worker with { NotReady = [new WorkerReason("no_model", "the store is empty")] })),
        new(WorkerReadyCheck.Code, Verdict.NotAsked, "no readiness",
            Good.WithWorker(worker => worker with { NotReady = null })),
        new(WorkerLiveCheck.Code, Verdict.Wrong, "batch_stuck: for 70 s",
            Good.WithWorker(worker => worker with { NotAlive = [new WorkerReason("batch_stuck", "for 70 s")] })),
        new(WorkerLiveCheck.Code, Verdict.NotAsked, "no liveness",
            Good.WithWorker(worker => worker with { NotAlive = null })),
        new(WorkerVersionCheck.Code, Verdict.Warning, "workers are of version 0.1.0, this program of 0.2.0",
            Good with { Version = "0.2.0" }),
        new(WorkerVersionCheck.Code, Verdict.Warning, "workers are of versions 0.1.0, 0.2.0", Good with
        {
            Workers = [Healthy.Worker, Healthy.Worker with { Settings = Healthy.Settings with { Version = "0.2.0" } }],
        }),
        new(WorkerBrokerCheck.Code, Verdict.Warning, "runs in memory",
            Good.WithSettings(settings => settings with { Broker = null })),
        new(WorkerBrokerCheck.Code, Verdict.Wrong, "is on virtual host other, asked is /",
            Good.WithSettings(settings => settings with { Broker = settings.Broker! with { VirtualHost = "other" } })),
        new(PrefetchCheck.Code, Verdict.Warning, "1,000 taken ahead, 2 batches of 500 in work: fewer than 1,500",
            Good.WithSettings(settings => settings with { Batching = settings.Batching with { PrefetchCount = 1_000 } })),
        new(TimesCheck.Code, Verdict.Wrong, "the process ends within 25 s, but grace period within 20 s",
            Good with { GracePeriod = TimeSpan.FromSeconds(20) }),
        new(TimesCheck.Code, Verdict.Wrong, "a batch fills within 15 s, but what was taken is settled within 15 s",
            Good.WithSettings(settings => settings with
            {
                Batching = settings.Batching with { TimeLimit = TimeSpan.FromSeconds(15) },
            })),
        new(TimesCheck.Code, Verdict.Wrong, "grace period within 30 s, but consumer timeout within 30 s",
            Good.WithPolicy("consumer-timeout", "30000")),
        new(TimesCheck.Code, Verdict.NotAsked, "the grace period is not known", Good with { GracePeriod = null }),
        new(WorkerClockCheck.Code, Verdict.Warning, "the clock of worker-1 is 61 s ahead of this machine",
            Good.WithWorker(worker => worker with { ClockAhead = TimeSpan.FromSeconds(61) })),
        new(WorkerModelCheck.Code, Verdict.Warning, "uses older, the champion is 20260115T200000Z-0a1b2c3d",
            Good.WithSettings(settings => settings with { Model = new WorkerModel("older", "00") })),
        new(WorkerModelCheck.Code, Verdict.Wrong, "worker-1: has no model",
            Good.WithSettings(settings => settings with { Model = null })),
    ];

    private static IEnumerable<Broken> OfStore() =>
    [
        new(Store.StoreCheck.Code, Verdict.Wrong, "/app/models: permission denied",
            Good.WithStore(store => store with { Fault = "permission denied" })),
        new(Store.ChampionCheck.Code, Verdict.Wrong, "cannot read champion.json",
            Good.WithStore(store => store with { ChampionFault = "cannot read champion.json" })),
        new(Store.ModelFilesCheck.Code, Verdict.Wrong, "u-g-r.zip is away",
            Good.WithStore(store => store with { FileFaults = ["u-g-r.zip is away"] })),
        new(Store.StoreRightsCheck.Code, Verdict.Warning, "can write to /app/models and 1 more",
            Good.WithStore(store => store with { WritableByAll = ["/app/models", "/app/models/champion.json"] })),
        new(Store.StoreRightsCheck.Code, Verdict.NotAsked, "no rights of files",
            Good.WithStore(store => store with { WritableByAll = null })),
        new(Store.StoreLeaseCheck.Code, Verdict.Warning, "left behind by process 7",
            Good.WithStore(store => store with { Holder = "process 7", IsHolderGone = true })),
        new(Store.StoreLeaseCheck.Code, Verdict.Warning, "held by process 7",
            Good.WithStore(store => store with { Holder = "process 7", HeldFor = TimeSpan.FromHours(2) })),
        new(Store.StoreDiskCheck.Code, Verdict.Warning, "120 MB free",
            Good.WithStore(store => store with { DiskFree = 120_000_000 })),
        new(Store.StoreDiskCheck.Code, Verdict.NotAsked, "does not tell",
            Good.WithStore(store => store with { DiskFree = null })),
    ];

    private static Picture Unbound(string source, string destination) => Good.With(broker => broker with
    {
        Bindings = [.. broker.Bindings.Where(one => (one.Source, one.Destination) != (source, destination))],
    });

    private static Dictionary<string, string> Strategy(string strategy) =>
        new(Healthy.Limits) { ["dead-letter-strategy"] = strategy };
}
