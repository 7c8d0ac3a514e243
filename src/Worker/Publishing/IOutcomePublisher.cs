using Streaming.Worker.Classifying;

namespace Streaming.Worker.Publishing;

/// <summary>The publishing port: hands events to the broker.</summary>
internal interface IOutcomePublisher
{
    /// <summary>Publishes a batch's events; returns when the broker has confirmed every one of them.</summary>
    /// <exception cref="Exception">
    /// At least one event is not confirmed; the inputs must not be acknowledged.
    /// </exception>
    Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken);
}
