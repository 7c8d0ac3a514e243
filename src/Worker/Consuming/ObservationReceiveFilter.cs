using MassTransit;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Takes a message of the in-memory transport before MassTransit would deserialize it, so that any body at all ends as an
/// event. Returning acknowledges the message; an exception does not.
/// </summary>
internal sealed class ObservationReceiveFilter(ObservationBatcher batcher, string queue) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        batcher.ProcessAsync(Incoming(context));

    public void Probe(ProbeContext context) => context.CreateFilterScope("observations");

    private IncomingMessage Incoming(ReceiveContext context) =>
        new(context.GetBody(), context.ContentType?.ToString(), queue)
        {
            EnteredAt = EntryTime.Of(
                context.TransportHeaders.TryGetHeader(EntryTime.Header, out var value) ? value : null),
            Redelivered = context.Redelivered,
            Trace = ObservationTrace.Of(context.TransportHeaders),
        };
}
