using Microsoft.Extensions.Diagnostics.HealthChecks;
using Streaming.Classification.Scoring;
using Streaming.Worker.Consuming;
using Streaming.Worker.Diagnosing;
using Streaming.Worker.Models;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Health;

/// <summary>What a worker's health is made of; each fault has a code of <see cref="Reason"/>.</summary>
internal static class HealthChecks
{
    // A batch takes well under a second. The heartbeats need a quarter of a minute to tell of a broker that is frozen.
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(10);

    // The longest honest batch: 6 s of pauses between scorings, 30 s for its confirms, 1 s after a fault.
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);

    /// <summary>Ready only with a model; says which, or why there is none.</summary>
    public static HealthCheckResult OfModel(ActiveModel activeModel, ModelActivation activation) =>
        (activeModel.Current, activation.Refusal) switch
        {
            (null, var refusal) => Unhealthy(Reason.NoModel, refusal ?? "the first model is being loaded"),
            ({ } model, null) => HealthCheckResult.Healthy($"model {model.Manifest.Version}"),
            ({ } model, { } refusal) => HealthCheckResult.Degraded($"kept model {model.Manifest.Version}: {refusal}"),
        };

    /// <summary>Ready only when the queue is being consumed; says so where it must not be.</summary>
    public static HealthCheckResult OfConsuming(ObservationConsumption consumption) => consumption switch
    {
        { IsConsuming: true } => HealthCheckResult.Healthy(),
        { Refusal: { } refusal } => Unhealthy(Reason.DeliveryLimit, refusal),
        _ => Unhealthy(Reason.NotConsuming, "the queue is not being consumed"),
    };

    /// <summary>Not ready while batches fail, or while one waits for long.</summary>
    public static HealthCheckResult OfBatches(BatchProgress progress)
    {
        if (progress.LastFailure is var (fault, since))
        {
            return fault is ScoringException
                ? Unhealthy(Reason.ScoringFailed, $"no batch could be scored since {since:u}: {fault.Message}")
                : Unhealthy(Reason.PublishingFailed, $"no batch could be published since {since:u}: {fault.Message}");
        }

        var (age, isScored) = progress.Oldest();
        return age <= LongWait ? HealthCheckResult.Healthy()
            : isScored ? Unhealthy(Reason.NotConfirmed, $"the broker has not confirmed a batch for {age.TotalSeconds:F0} s")
            : Unhealthy(Reason.ScoringSlow, $"a batch has been scored for {age.TotalSeconds:F0} s");
    }

    /// <summary>Not ready while the broker takes no events because it is short of memory or disk.</summary>
    public static HealthCheckResult OfBroker(RabbitMqOutcomePublisher? publisher) => publisher?.Blocked is { } blocked
        ? Unhealthy(Reason.BrokerBlocked, $"the broker takes no events since {blocked.Since:u}: {blocked.Why}")
        : HealthCheckResult.Healthy();

    /// <summary>Not ready when what is published does not get to the queues.</summary>
    public static HealthCheckResult OfBindings(BindingWatch? watch) => watch?.Missing is { } missing
        ? Unhealthy(Reason.NotBound, $"not bound: {missing}")
        : HealthCheckResult.Healthy();

    /// <summary>
    /// Not alive when a batch has been in work for longer than every pause and time limit on its way could explain: a
    /// worker that looks healthy and does nothing should be started anew.
    /// </summary>
    public static HealthCheckResult OfLife(BatchProgress progress)
    {
        var age = progress.OldestAge();
        return age > Stuck
            ? Unhealthy(Reason.BatchStuck, $"a batch has been in work for {age.TotalSeconds:F0} s: start the worker anew")
            : HealthCheckResult.Healthy();
    }

    private static HealthCheckResult Unhealthy(string code, string text) =>
        HealthCheckResult.Unhealthy(text, data: new Dictionary<string, object> { [Reason.CodeKey] = code });
}
