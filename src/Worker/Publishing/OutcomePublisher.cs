using MassTransit;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Publishing;

/// <summary>Publishes through MassTransit, as raw JSON that any client reads.</summary>
internal sealed class OutcomePublisher(IBus bus) : IOutcomePublisher
{
    // All at once: a confirm awaited before the next publish would cost a round trip an event (ADR 3). The number in
    // flight is bounded by the batch and by the batches worked on at once.
    public Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        Task.WhenAll(outcomes.Select(outcome => outcome switch
        {
            { Classified: { } classified } => PublishAsync(classified, outcome.EventId, cancellationToken),
            _ => PublishAsync(outcome.Rejected!, outcome.EventId, cancellationToken),
        }));

    private Task PublishAsync<T>(T message, Guid id, CancellationToken cancellationToken) where T : class =>
        bus.Publish(message, context =>
        {
            context.MessageId = id;
            // By this header a MassTransit subscriber to several types tells them apart.
            context.Headers.Set("MT-MessageType", MessageUrn.ForTypeString<T>());
        }, cancellationToken);
}
