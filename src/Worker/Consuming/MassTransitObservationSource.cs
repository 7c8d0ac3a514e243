using MassTransit;
using MassTransit.Middleware;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Options;
using Streaming.Contracts;

namespace Streaming.Worker.Consuming;

/// <summary>Consumes the queues of observations through MassTransit, over RabbitMQ or in memory.</summary>
internal sealed class MassTransitObservationSource(
    IReceiveEndpointConnector connector,
    ObservationBatcher batcher,
    IOptions<BatchingOptions> options,
    TimeProvider time,
    RabbitMqAddress? broker = null) : IObservationSource
{
    // Generous: a fresh endpoint is ready, or refused, in a second, and a lost one has ended in three.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Arguments of the queues; null when they are not known, or may be others by now.
    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>>? _declared;

    public async Task DeclareAsync(CancellationToken cancellationToken) =>
        _declared = broker is null ? null : await RabbitMqTopology.DeclareAsync(broker, cancellationToken);

    public async Task ConsumeAsync(Action onConsuming, CancellationToken cancellationToken)
    {
        if (_declared is null)
        {
            await DeclareAsync(cancellationToken);
        }

        var (singles, bulk) = (new EndpointWatch(), new EndpointWatch());
        HostReceiveEndpointHandle[] endpoints =
        [
            Connect<ObservationReceived>(
                ObservationsTopology.Queue, options.Value.PrefetchCount, singles),
            Connect<ObservationBatchReceived>(
                ObservationsTopology.BulkQueue, BatchingOptions.BulkPrefetchCount, bulk),
        ];
        var (ready, ended) = (Task.WhenAll(singles.Ready, bulk.Ready), Task.WhenAny(singles.Ended, bulk.Ended));
        _declared = null;
        try
        {
            if (await Task.WhenAny(ready, ended).WaitAsync(Patience, cancellationToken) == ready)
            {
                onConsuming();
            }

            // An endpoint would reconnect by itself, but slower after every loss, up to half a minute, and after some
            // faults never: both are ended at the first loss, and fresh ones take their place.
            await ended.WaitAsync(cancellationToken);
        }
        finally
        {
            await Task.WhenAll(endpoints.Select(endpoint => EndAsync(endpoint, cancellationToken)));
        }
    }

    // In order, a stop waits until what was taken is settled. What has lost its connection can acknowledge nothing, and
    // may wait for it for ever: it is left behind.
    private static Task EndAsync(HostReceiveEndpointHandle endpoint, CancellationToken stopping) =>
        endpoint.StopAsync(CancellationToken.None).WaitAsync(
            stopping.IsCancellationRequested ? Timeout.InfiniteTimeSpan : Patience, CancellationToken.None);

    private HostReceiveEndpointHandle Connect<TMessage>(
        string queue, int prefetchCount, EndpointWatch watch)
        where TMessage : class => connector.ConnectReceiveEndpoint(queue, (_, endpoint) =>
    {
        endpoint.ConnectReceiveEndpointObserver(watch);
        endpoint.PrefetchCount = prefetchCount;
        endpoint.ConfigureConsumeTopology = false;
        switch (endpoint)
        {
            case IRabbitMqReceiveEndpointConfigurator rabbitMq:
                foreach (var (name, value) in _declared![queue])
                {
                    rabbitMq.SetQueueArgument(name, value);
                }

                rabbitMq.Bind<TMessage>();
                // As many loops of the client's would wake up for every delivery, by default one for each prefetched.
                rabbitMq.ConcurrentMessageLimit = 1;
                rabbitMq.ConfigureChannel(pipe => pipe.UseFilter(new DeliveryFilter(batcher, queue, prefetchCount, time)));
                break;
            case IInMemoryReceiveEndpointConfigurator inMemory:
                inMemory.Bind<TMessage>();
                inMemory.ConfigureReceive(receive =>
                {
                    // Only what can never be scored leaves the queue for its error queue; all else is not acknowledged.
                    var errorQueue = Pipe.New<ExceptionReceiveContext>(pipe => pipe.UseFilter(new ErrorTransportFilter()));
                    receive.UseRescue(errorQueue, fault => fault.Handle<ScoringException>());
                    receive.UseFilter(new ObservationReceiveFilter(batcher, queue));
                });
                break;
        }
    });

    private sealed class DeliveryFilter(
        ObservationBatcher batcher, string queue, int prefetchCount, TimeProvider time) : IFilter<ChannelContext>
    {
        public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
        {
            using var channel = new DeliveryChannel(context, batcher, queue, prefetchCount, time);
            await next.Send(channel);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("deliveries");
    }
}
