using MassTransit;
using Streaming.Contracts;

namespace Streaming.Worker.Promotions;

/// <summary>Listens on the in-memory transport.</summary>
internal sealed class InMemoryPromotionSource(IReceiveEndpointConnector connector) : IPromotionSource
{
    private const string Queue = "promotions";

    public async Task ListenAsync(
        Action onListening, Action<ReadOnlyMemory<byte>, string?> onMessage, CancellationToken cancellationToken)
    {
        var endpoint = connector.ConnectReceiveEndpoint(Queue, (_, configurator) =>
        {
            configurator.ConfigureConsumeTopology = false;
            ((IInMemoryReceiveEndpointConfigurator)configurator).Bind<ModelPromoted>();
            configurator.ConfigureReceive(receive => receive.UseFilter(new PromotionReceiveFilter(onMessage)));
        });
        try
        {
            await endpoint.Ready.WaitAsync(cancellationToken);
            onListening();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            await endpoint.StopAsync(CancellationToken.None);
        }
    }
}
