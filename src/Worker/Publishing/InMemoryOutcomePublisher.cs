using MassTransit;
using Streaming.Worker.Classifying;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>Publishes over the in-memory transport.</summary>
internal sealed class InMemoryOutcomePublisher(IBus bus, WorkerSpans spans) : IOutcomePublisher, IModelReportPublisher
{
    public Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        Task.WhenAll(outcomes.Select(outcome => PublishAsync(outcome, cancellationToken)));

    public Task PublishAsync(ModelReport report, CancellationToken cancellationToken) => report switch
    {
        { Activated: { } activated } => PublishAsync(activated, report.EventId, default, cancellationToken),
        _ => PublishAsync(report.Refused!, report.EventId, default, cancellationToken),
    };

    private async Task PublishAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        using var span = spans.StartSend(outcome);
        var trace = outcome.Trace.ContinuedBy(span);
        await (outcome switch
        {
            { Classified: { } classified } => PublishAsync(classified, outcome.EventId, trace, cancellationToken),
            _ => PublishAsync(outcome.Rejected!, outcome.EventId, trace, cancellationToken),
        });
    }

    private Task PublishAsync<T>(T message, Guid id, ObservationTrace trace, CancellationToken cancellationToken)
        where T : class => bus.Publish(message, context =>
        {
            context.MessageId = id;
            context.Headers.Set("MT-MessageType", MessageUrn.ForTypeString<T>());
            foreach (var (name, value) in trace.ToHeaders())
            {
                context.Headers.Set(name, value);
            }
        }, cancellationToken);
}
