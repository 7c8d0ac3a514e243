using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.Options;
using Streaming.Contracts;

namespace Streaming.Worker.Consuming;

/// <summary>Consumes the observations queue through MassTransit, over RabbitMQ or in memory.</summary>
internal sealed class MassTransitObservationSource(
    IReceiveEndpointConnector connector,
    ObservationBatcher batcher,
    IOptions<BatchingOptions> options,
    TimeProvider time,
    RabbitMqAddress? broker = null) : IObservationSource
{
    // Generous: a fresh endpoint is ready, or refused, in a second, and a lost one has ended in three.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Task DeclareAsync(CancellationToken cancellationToken) =>
        broker is null ? Task.CompletedTask : RabbitMqTopology.DeclareAsync(broker, cancellationToken);

    public async Task ConsumeAsync(Action onConsuming, CancellationToken cancellationToken)
    {
        var watch = new EndpointWatch();
        var endpoint = connector.ConnectReceiveEndpoint(ObservationsTopology.Queue, (_, configurator) =>
        {
            configurator.ConnectReceiveEndpointObserver(watch);
            Configure(configurator, cancellationToken);
        });
        try
        {
            if (await Task.WhenAny(watch.Ready, watch.Ended).WaitAsync(Patience, cancellationToken) == watch.Ready)
            {
                onConsuming();
            }

            // An endpoint would reconnect by itself, but slower after every loss, up to half a minute, and after some
            // faults never: it is ended at the first loss, and a fresh one takes its place.
            await watch.Ended.WaitAsync(cancellationToken);
        }
        finally
        {
            await EndAsync(endpoint, cancellationToken);
        }
    }

    // In order, a stop waits until what was taken is settled. What has lost its connection can acknowledge nothing, and
    // may wait for it for ever: it is left behind.
    private static Task EndAsync(HostReceiveEndpointHandle endpoint, CancellationToken stopping) =>
        endpoint.StopAsync(CancellationToken.None).WaitAsync(
            stopping.IsCancellationRequested ? Timeout.InfiniteTimeSpan : Patience, CancellationToken.None);

    private void Configure(IReceiveEndpointConfigurator endpoint, CancellationToken stopping)
    {
        endpoint.PrefetchCount = options.Value.PrefetchCount;
        endpoint.ConfigureConsumeTopology = false;
        switch (endpoint)
        {
            case IRabbitMqReceiveEndpointConfigurator rabbitMq:
                rabbitMq.SetQuorumQueue();
                rabbitMq.Bind<ObservationReceived>();
                break;
            case IInMemoryReceiveEndpointConfigurator inMemory:
                inMemory.Bind<ObservationReceived>();
                break;
        }

        endpoint.ConfigureReceive(receive =>
        {
            // Only what can never be scored leaves the queue for observations_error; all else is not acknowledged.
            var errorQueue = Pipe.New<ExceptionReceiveContext>(pipe => pipe.UseFilter(new ErrorTransportFilter()));
            receive.UseRescue(errorQueue, fault => fault.Handle<ScoringException>());
            receive.UseFilter(new ObservationReceiveFilter(batcher, ObservationsTopology.Queue, time, stopping));
        });
    }
}
