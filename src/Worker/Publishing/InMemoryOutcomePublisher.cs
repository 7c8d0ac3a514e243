using MassTransit;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Publishing;

/// <summary>Publishes over the in-memory transport.</summary>
internal sealed class InMemoryOutcomePublisher(IBus bus) : IOutcomePublisher
{
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
            context.Headers.Set("MT-MessageType", MessageUrn.ForTypeString<T>());
        }, cancellationToken);
}
