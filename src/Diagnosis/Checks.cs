using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Queues;
using Streaming.Diagnosis.Store;
using Streaming.Diagnosis.Workers;

namespace Streaming.Diagnosis;

/// <summary>Every check, in the order in which they are shown.</summary>
internal static class Checks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new(ReachedCheck.Code, Group.Broker, Sources.Broker, ReachedCheck.Of),
        new(ManagementCheck.Code, Group.Broker, Sources.Broker, ManagementCheck.Of),
        new(BrokerVersionCheck.Code, Group.Broker, Sources.Connection, BrokerVersionCheck.Of),
        new(CredentialsCheck.Code, Group.Broker, Sources.Broker, CredentialsCheck.Of),
        new(TlsCheck.Code, Group.Broker, Sources.Broker, TlsCheck.Of),
        new(PermissionsCheck.Code, Group.Broker, Sources.Connection, PermissionsCheck.Of),
        new(NodesCheck.Code, Group.Broker, Sources.Nodes, NodesCheck.Of),
        new(MemoryCheck.Code, Group.Broker, Sources.Nodes, MemoryCheck.Of),
        new(DiskCheck.Code, Group.Broker, Sources.Nodes, DiskCheck.Of),
        new(BrokerClockCheck.Code, Group.Broker, Sources.Management, BrokerClockCheck.Of),
        new(QueueCheck.Code, Group.Queues, Sources.Management, QueueCheck.Of),
        new(QueueTypeCheck.Code, Group.Queues, Sources.Management, QueueTypeCheck.Of),
        new(QueueBindingCheck.Code, Group.Queues, Sources.Management, QueueBindingCheck.Of),
        new(QueuePolicyCheck.Code, Group.Queues, Sources.Policies, QueuePolicyCheck.Of),
        new(DeliveryLimitCheck.Code, Group.Queues, Sources.Management, DeliveryLimitCheck.Of),
        new(DeadLetterCheck.Code, Group.Queues, Sources.Management, DeadLetterCheck.Of),
        new(DeadLetterStrategyCheck.Code, Group.Queues, Sources.Management, DeadLetterStrategyCheck.Of),
        new(QueueDropsCheck.Code, Group.Queues, Sources.Management, QueueDropsCheck.Of),
        new(QuorumCheck.Code, Group.Queues, Sources.Management, QuorumCheck.Of),
        new(LeadersCheck.Code, Group.Queues, Sources.Nodes, LeadersCheck.Of),
        new(ConsumersCheck.Code, Group.Queues, Sources.Management, ConsumersCheck.Of),
        new(ErrorsWaitingCheck.Code, Group.Queues, Sources.Management, ErrorsWaitingCheck.Of),
        new(EventsCheck.Code, Group.Queues, Sources.Management, EventsCheck.Of),
        new(RejectionsCheck.Code, Group.Queues, Sources.Management, RejectionsCheck.Of),
        new(WorkerReachedCheck.Code, Group.Workers, _ => null, WorkerReachedCheck.Of),
        new(WorkerReadyCheck.Code, Group.Workers, Sources.Worker, WorkerReadyCheck.Of),
        new(WorkerLiveCheck.Code, Group.Workers, Sources.Worker, WorkerLiveCheck.Of),
        new(WorkerVersionCheck.Code, Group.Workers, Sources.Settings, WorkerVersionCheck.Of),
        new(WorkerBrokerCheck.Code, Group.Workers, Sources.Settings, WorkerBrokerCheck.Of),
        new(PrefetchCheck.Code, Group.Workers, Sources.Settings, PrefetchCheck.Of),
        new(TimesCheck.Code, Group.Workers, Sources.Settings, TimesCheck.Of),
        new(WorkerClockCheck.Code, Group.Workers, Sources.Worker, WorkerClockCheck.Of),
        new(WorkerModelCheck.Code, Group.Workers, Sources.Both(Sources.Settings, Sources.Store), WorkerModelCheck.Of),
        new(StoreCheck.Code, Group.Store, picture => picture.Store is null ? "no model store is asked" : null,
            StoreCheck.Of),
        new(ChampionCheck.Code, Group.Store, Sources.Store, ChampionCheck.Of),
        new(ModelFilesCheck.Code, Group.Store, Sources.Store, ModelFilesCheck.Of),
        new(StoreRightsCheck.Code, Group.Store, Sources.StoreFolder, StoreRightsCheck.Of),
        new(StoreLeaseCheck.Code, Group.Store, Sources.Store, StoreLeaseCheck.Of),
        new(StoreDiskCheck.Code, Group.Store, Sources.StoreFolder, StoreDiskCheck.Of),
    ];

    /// <summary>All findings, in the order of the checks.</summary>
    public static IReadOnlyList<(Group Group, Finding Finding)> Run(Picture picture) =>
        [.. All.SelectMany(check => check.Run(picture).Select(finding => (check.Group, finding)))];
}
