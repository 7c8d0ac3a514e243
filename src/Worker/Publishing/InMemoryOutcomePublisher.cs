using MassTransit;
using Microsoft.Extensions.Options;
using Streaming.Worker.Classifying;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>Publishes over the in-memory transport.</summary>
internal sealed class InMemoryOutcomePublisher(IBus bus, WorkerSpans spans, IOptions<EventsOptions> options)
    : IOutcomePublisher, IModelReportPublisher
{
    public Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken) =>
        Task.WhenAll(options.Value.Of(outcomes).Select(one => PublishWithSpanAsync(one, cancellationToken)));

    public Task PublishAsync(ModelReport report, CancellationToken cancellationToken) =>
        PublishAsync(OutgoingEvent.Of(report), cancellationToken);

    private async Task PublishWithSpanAsync(OutgoingEvent one, CancellationToken cancellationToken)
    {
        using var span = spans.StartSend(one);
        await PublishAsync(one with { Trace = one.Trace.ContinuedBy(span) }, cancellationToken);
    }

    private Task PublishAsync(OutgoingEvent one, CancellationToken cancellationToken) => bus.Publish(
        one.Message,
        Pipe.Execute<PublishContext>(context =>
        {
            context.MessageId = one.Id;
            foreach (var (name, value) in one.Exchange.Headers(one.Trace))
            {
                context.Headers.Set(name, value);
            }
        }),
        cancellationToken);
}
