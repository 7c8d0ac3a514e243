using MassTransit;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Consuming;

/// <summary>
/// Takes every message of the observations queue before MassTransit would deserialize it, so that any body at all ends
/// as an event. Returning acknowledges the message; an exception does not.
/// </summary>
/// <param name="batcher">Takes the observations from body to confirmed event.</param>
/// <param name="queue">The queue that it comes from.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Cancelled when the endpoint takes no more.</param>
internal sealed class ObservationReceiveFilter(
    ObservationBatcher batcher, string queue, TimeProvider time, CancellationToken stopping) : IFilter<ReceiveContext>
{
    // A quorum queue takes some thirty acknowledgements of a channel at a time; the broker holds back the others, and
    // forgets them when the channel closes, which at a stop is when the last one has been sent (ADR 3).
    private static readonly TimeSpan Acknowledged = TimeSpan.FromMilliseconds(500);

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var settled = batcher.ProcessAsync(Incoming(context), out var isFirst);
        return isFirst ? LastAsync(settled) : settled;
    }

    // At a stop the first of each batch is acknowledged last, when the others' acknowledgements have been taken.
    private async Task LastAsync(Task settled)
    {
        try
        {
            await settled;
        }
        finally
        {
            if (stopping.IsCancellationRequested)
            {
                await Task.Delay(Acknowledged, time, CancellationToken.None);
            }
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("observations");

    private IncomingMessage Incoming(ReceiveContext context) =>
        new(context.GetBody(), ContentTypeOf(context), queue)
        {
            ContentEncoding = (context as RabbitMqBasicConsumeContext)?.Properties.ContentEncoding,
            EnteredAt = EntryTime.Of(context),
            Redelivered = context.Redelivered,
            Trace = ObservationTrace.Of(context.TransportHeaders),
        };

    // As the publisher wrote it: MassTransit would take it apart.
    private static string? ContentTypeOf(ReceiveContext context) =>
        context is RabbitMqBasicConsumeContext { Properties: var properties }
            ? properties.ContentType
            : context.ContentType?.ToString();
}
