using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Store;
using Streaming.Diagnosis.Workers;

namespace Streaming.Diagnosis;

/// <summary>All that was gathered. Checks look at nothing else, so that each can be tried without a broker.</summary>
internal sealed record Picture
{
    /// <summary>Version of the program that asks.</summary>
    public required string Version { get; init; }

    /// <summary>The broker; null when none is asked.</summary>
    public BrokerPicture? Broker { get; init; }

    /// <summary>The workers that were asked, whether they answered or not.</summary>
    public IReadOnlyList<WorkerPicture> Workers { get; init; } = [];

    /// <summary>The model store; null when none is asked.</summary>
    public StorePicture? Store { get; init; }

    /// <summary>How long a worker is given to stop, from SIGTERM to SIGKILL; null when nobody has said it.</summary>
    public TimeSpan? GracePeriod { get; init; }

    /// <summary>The settings of the workers that told them.</summary>
    public IEnumerable<(WorkerPicture Worker, WorkerSettings Settings)> Settings =>
        Workers.Where(worker => worker.Settings is not null).Select(worker => (worker, worker.Settings!));
}
