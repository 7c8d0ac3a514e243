using MassTransit;

namespace Streaming.Worker.Promotions;

/// <summary>Takes every message before MassTransit would deserialize it: no body at all is a fault.</summary>
internal sealed class PromotionReceiveFilter(Action<ReadOnlyMemory<byte>, string?> onMessage) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        onMessage(context.GetBody(), context.ContentType?.ToString());
        return Task.CompletedTask;
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("promotions");
}
