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
    RabbitMqAddress? broker = null) : IObservationSource
{
    private HostReceiveEndpointHandle? _endpoint;

    public Task DeclareAsync(CancellationToken cancellationToken) =>
        broker is null ? Task.CompletedTask : RabbitMqTopology.DeclareAsync(broker, cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _endpoint = connector.ConnectReceiveEndpoint(ObservationsTopology.Queue, (_, endpoint) => Configure(endpoint));
        await _endpoint.Ready.WaitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _endpoint?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    private void Configure(IReceiveEndpointConfigurator endpoint)
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
            receive.UseFilter(new ObservationReceiveFilter(batcher, ObservationsTopology.Queue));
        });
    }
}
