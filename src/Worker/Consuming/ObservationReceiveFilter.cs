using MassTransit;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Takes a message before MassTransit would deserialize it, so that any body at all ends as an event: over the in-memory
/// transport, and what a <see cref="DeliveryChannel"/> leaves to the pipe. Returning acknowledges the message; an
/// exception does not.
/// </summary>
internal sealed class ObservationReceiveFilter(ObservationBatcher batcher, string queue) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        batcher.ProcessAsync(Incoming(context) with { Redelivered = context.Redelivered });

    public void Probe(ProbeContext context) => context.CreateFilterScope("observations");

    private IncomingMessage Incoming(ReceiveContext context) => context is RabbitMqBasicConsumeContext rabbitMq
        ? IncomingMessage.Of(context.GetBody(), queue, rabbitMq.Properties)
        : new(context.GetBody(), context.ContentType?.ToString(), queue)
        {
            EnteredAt = EntryTime.Of(
                context.TransportHeaders.TryGetHeader(EntryTime.Header, out var value) ? value : null),
            Trace = ObservationTrace.Of(context.TransportHeaders),
        };
}
