using MassTransit;
using Streaming.Worker.Classifying;
using Streaming.Worker.Models;

namespace Streaming.Worker.Publishing;

/// <summary>Publishes over the in-memory transport.</summary>
internal sealed class InMemoryOutcomePublisher(IBus bus) : IOutcomePublisher, IModelReportPublisher
{
    public Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        Task.WhenAll(outcomes.Select(outcome => outcome switch
        {
            { Classified: { } classified } => PublishAsync(classified, outcome.EventId, cancellationToken),
            _ => PublishAsync(outcome.Rejected!, outcome.EventId, cancellationToken),
        }));

    public Task PublishAsync(ModelReport report, CancellationToken cancellationToken) => report switch
    {
        { Activated: { } activated } => PublishAsync(activated, report.EventId, cancellationToken),
        _ => PublishAsync(report.Refused!, report.EventId, cancellationToken),
    };

    private Task PublishAsync<T>(T message, Guid id, CancellationToken cancellationToken) where T : class =>
        bus.Publish(message, context =>
        {
            context.MessageId = id;
            context.Headers.Set("MT-MessageType", MessageUrn.ForTypeString<T>());
        }, cancellationToken);
}
