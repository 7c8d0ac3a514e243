using Streaming.Contracts;
using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Queues;
using Streaming.Diagnosis.Store;
using Streaming.Diagnosis.Workers;

namespace Streaming.Diagnosis.Tests;

/// <summary>A system in which all is well, to break one thing at a time in.</summary>
internal static class Healthy
{
    public const string Node = "rabbit@one";
    public const string OtherNode = "rabbit@two";
    public const string ThirdNode = "rabbit@three";

    private static readonly string[] AllNodes = [Node, OtherNode, ThirdNode];

    public static IReadOnlyDictionary<string, string> Limits { get; } = new Dictionary<string, string>
    {
        ["delivery-limit"] = "1000",
        ["dead-letter-exchange"] = "observations_dead",
        ["dead-letter-strategy"] = "at-least-once",
        ["overflow"] = "reject-publish",
    };

    public static PolicyPicture Policy { get; } =
        new("observations", "^observations(_bulk)?$", "queues", 10, Limits);

    public static BrokerPicture Broker { get; } = new()
    {
        Host = "broker.example",
        Port = 5671,
        VirtualHost = "/",
        User = "streaming",
        UsesTls = true,
        HasDefaultCredentials = false,
        Version = "4.1.2",
        Erlang = "27.3",
        Management = new Uri("https://broker.example:15671"),
        ClockAhead = TimeSpan.FromSeconds(0.4),
        Permissions = new PermissionPicture(".*", ".*", ".*"),
        Nodes = [.. AllNodes.Select(name => new NodePicture(name)
        {
            MemoryUsed = 200_000_000,
            MemoryLimit = 1_000_000_000,
            DiskFree = 60_000_000_000,
            DiskFreeLimit = 1_000_000_000,
        })],
        Policies = [Policy],
        Queues =
        [
            Queue(ObservationsTopology.Queue, Node) with { Consumers = 2 },
            Queue(ObservationsTopology.BulkQueue, OtherNode) with { Consumers = 2 },
            Queue("observations_dead", ThirdNode) with { Policy = new Dictionary<string, string>() },
        ],
        Exchanges =
        [
            .. WatchedQueues.OfObservations.SelectMany(way => new[] { way.Exchange, way.QueueExchange }),
            .. EventNames.All,
            "observations_dead",
        ],
        Bindings =
        [
            .. WatchedQueues.OfObservations.Select(way => new BindingPicture(way.Exchange, way.QueueExchange, false)),
            .. WatchedQueues.OfObservations.Select(way => new BindingPicture(way.QueueExchange, way.Queue, true)),
            new("observations_dead", "observations_dead", true),
            new(EventNames.Of<ObjectClassified>(), "subscriber", true),
            new(EventNames.Of<ObservationRejected>(), "rejected", true),
        ],
    };

    public static WorkerSettings Settings { get; } = new()
    {
        Instance = "worker-1",
        Version = "0.1.0",
        Broker = new WorkerBroker("rabbitmq", 5671, "/", Tls: true),
        Store = "/app/models",
        Model = new WorkerModel("20260115T200000Z-0a1b2c3d", "0a1b2c3d"),
        EventsForm = "single",
        Batching = new WorkerBatching(500, TimeSpan.FromMilliseconds(20), 2, 1_500, 16),
        Stopping = new WorkerStopping(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25)),
    };

    public static WorkerPicture Worker { get; } = new(new Uri("http://worker-1:8080"))
    {
        IsNamed = true,
        ClockAhead = TimeSpan.Zero,
        Settings = Settings,
    };

    public static StorePicture Store { get; } = new("/app/models")
    {
        Champion = "20260115T200000Z-0a1b2c3d",
        Files = 32,
        DiskFree = 60_000_000_000,
    };

    public static Picture Picture { get; } = new()
    {
        Version = "0.1.0",
        Broker = Broker,
        Workers = [Worker],
        Store = Store,
        GracePeriod = TimeSpan.FromSeconds(30),
    };

    private static QueuePicture Queue(string name, string leader) => new(name)
    {
        Arguments = new Dictionary<string, string> { ["x-queue-type"] = "quorum" },
        Policy = Limits,
        Leader = leader,
        Members = AllNodes,
        Online = AllNodes,
        Consumers = 0,
        Messages = 0,
    };

    extension(Picture picture)
    {
        public Picture With(Func<BrokerPicture, BrokerPicture> change) =>
            picture with { Broker = change(picture.Broker!) };

        public Picture WithQueue(Func<QueuePicture, QueuePicture> change, string name = ObservationsTopology.Queue) =>
            picture.With(broker => broker with
            {
                Queues = [.. broker.Queues.Select(queue => queue.Name == name ? change(queue) : queue)],
            });

        public Picture WithPolicy(string key, string? value) => picture.WithQueue(queue =>
        {
            var policy = new Dictionary<string, string>(queue.Policy!);
            policy.Remove(key);
            if (value is not null)
            {
                policy[key] = value;
            }

            return queue with { Policy = policy };
        });

        public Picture WithArgument(string key, string value) => picture.WithQueue(queue => queue with
        {
            Arguments = new Dictionary<string, string>(queue.Arguments) { [key] = value },
        });

        public Picture WithNode(Func<NodePicture, NodePicture> change) => picture.With(broker => broker with
        {
            Nodes = [.. broker.Nodes!.Select(node => node.Name == Node ? change(node) : node)],
        });

        public Picture WithWorker(Func<WorkerPicture, WorkerPicture> change) =>
            picture with { Workers = [change(picture.Workers[0])] };

        public Picture WithSettings(Func<WorkerSettings, WorkerSettings> change) =>
            picture.WithWorker(worker => worker with { Settings = change(worker.Settings!) });

        public Picture WithStore(Func<StorePicture, StorePicture> change) =>
            picture with { Store = change(picture.Store!) };
    }
}
