using Streaming.Worker.Classifying;

namespace Streaming.Worker.Publishing;

/// <summary>The publishing port: hands events to the broker.</summary>
internal interface IOutcomePublisher
{
    /// <summary>Publishes a batch's events; returns when the broker has confirmed every one of them.</summary>
    /// <exception cref="EventsRefusedException">The broker has refused some of them, and confirmed the others.</exception>
    /// <exception cref="Exception">What it has confirmed is not known: no input may be acknowledged.</exception>
    Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken);
}
