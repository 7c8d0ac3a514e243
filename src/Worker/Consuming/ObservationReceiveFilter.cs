using MassTransit;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Takes every message of the observations queue before MassTransit would deserialize it, so that any body at all ends
/// as an event. Returning acknowledges the message; an exception does not.
/// </summary>
internal sealed class ObservationReceiveFilter(ObservationBatcher batcher, string queue) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => batcher.ProcessAsync(
        new IncomingObservation(context.GetBody(), context.ContentType?.ToString(), queue)
        {
            EnteredAt = EntryTime.Of(context),
            Redelivered = context.Redelivered,
            Trace = ObservationTrace.Of(context.TransportHeaders),
        },
        context.CancellationToken);

    public void Probe(ProbeContext context) => context.CreateFilterScope("observations");
}
