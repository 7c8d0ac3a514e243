namespace Streaming.Diagnosis.Workers;

/// <summary>What a worker tells of itself at <c>GET /settings</c>: numbers and names that are in force, no secrets.</summary>
internal sealed record WorkerSettings
{
    /// <summary>How it calls itself.</summary>
    public required string Instance { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The broker, without user and password; null when it runs in memory.</summary>
    public required WorkerBroker? Broker { get; init; }

    /// <summary>The model store: a folder, or <c>s3://BUCKET/PREFIX</c>.</summary>
    public required string Store { get; init; }

    /// <summary>The model in use; null while there is none.</summary>
    public required WorkerModel? Model { get; init; }

    /// <summary>How classifications are published: single, bulk or both.</summary>
    public required string EventsForm { get; init; }

    public required WorkerBatching Batching { get; init; }

    public required WorkerStopping Stopping { get; init; }
}

/// <summary>Where a worker's broker is.</summary>
internal sealed record WorkerBroker(string Host, int Port, string VirtualHost, bool Tls);

/// <summary>A worker's model.</summary>
internal sealed record WorkerModel(string Version, string Sha256);

/// <summary>How a worker fills its batches.</summary>
/// <param name="MessageLimit">Most observations of a batch.</param>
/// <param name="TimeLimit">Longest wait for a batch to fill.</param>
/// <param name="ConcurrencyLimit">Batches worked on at once.</param>
/// <param name="PrefetchCount">Messages taken ahead.</param>
/// <param name="BulkPrefetchCount">The same of messages of many observations.</param>
internal sealed record WorkerBatching(
    int MessageLimit, TimeSpan TimeLimit, int ConcurrencyLimit, int PrefetchCount, int BulkPrefetchCount);

/// <summary>How long the parts of a worker may take to stop, from the inside out.</summary>
/// <param name="Deliveries">What was taken is settled.</param>
/// <param name="Bus">The bus stops.</param>
/// <param name="Host">The process ends.</param>
internal sealed record WorkerStopping(TimeSpan Deliveries, TimeSpan Bus, TimeSpan Host);
