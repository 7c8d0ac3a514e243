namespace Streaming.Diagnosis;

/// <summary>What a check is about; findings are shown in this order.</summary>
internal enum Group
{
    Broker,
    Queues,
    Workers,
    Store,
}
