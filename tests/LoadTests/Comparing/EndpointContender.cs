using System.Threading.Channels;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Streaming.Contracts;

namespace Streaming.LoadTests.Comparing;

/// <summary>
/// The floor behind MassTransit's receive endpoint: what consuming through it costs. It reads nothing, scores nothing, and
/// publishes a fixed event for each observation through RabbitMQ's own client; one task a batch settles its messages.
/// </summary>
internal sealed class EndpointContender
{
    private const int BatchLimit = 500;

    private readonly Lock _lock = new();
    private readonly UnconfirmedBatches<TaskCompletionSource> _unconfirmed = new();
    private readonly Channel<Batch> _begun = Channel.CreateUnbounded<Batch>();
    private readonly byte[] _body = ContenderEvent.Body();
    private readonly IChannel _publishing;
    private Batch _open = new();

    private EndpointContender(IChannel publishing) => _publishing = publishing;

    public static async Task<(IBusControl Bus, EndpointContender Contender)> StartAsync(
        Uri broker, CancellationToken cancellationToken)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        var publishing = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false),
            cancellationToken);
        var contender = new EndpointContender(publishing);
        publishing.BasicAcksAsync += contender.ConfirmedAsync;
        publishing.BasicNacksAsync += (_, _) => throw new InvalidOperationException("the broker refused an event");
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbitMq =>
        {
            rabbitMq.Host(broker);
            rabbitMq.ReceiveEndpoint(ObservationsTopology.Queue, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = 1_500;
                endpoint.ConfigureConsumeTopology = false;
                endpoint.ConfigureReceive(receive => receive.UseFilter(new Filter(contender)));
            });
        });
        await bus.StartAsync(cancellationToken);
        return (bus, contender);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var batch in _begun.Reader.ReadAllAsync(cancellationToken))
        {
            lock (_lock)
            {
                _open = new Batch();
            }

            var first = await _publishing.GetNextPublishSequenceNumberAsync(cancellationToken);
            _unconfirmed.Add(first, batch.MessageIds.Count, batch.Settled);
            foreach (var id in batch.MessageIds)
            {
                await _publishing.BasicPublishAsync(
                    ContenderEvent.Exchange, "", mandatory: false, ContenderEvent.Properties(id), _body, cancellationToken);
            }
        }
    }

    private Task Add(string messageId)
    {
        lock (_lock)
        {
            _open.MessageIds.Add(messageId);
            if (_open.MessageIds.Count == 1)
            {
                _begun.Writer.TryWrite(_open);
            }

            return _open.Settled.Task;
        }
    }

    private Task ConfirmedAsync(object sender, BasicAckEventArgs confirm)
    {
        _unconfirmed.Confirm(confirm).ForEach(settled => settled.TrySetResult());
        return Task.CompletedTask;
    }

    private sealed class Batch
    {
        public List<string> MessageIds { get; } = new(BatchLimit);

        public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Filter(EndpointContender contender) : IFilter<ReceiveContext>
    {
        public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
            contender.Add(((RabbitMqBasicConsumeContext)context).Properties.MessageId!);

        public void Probe(ProbeContext context) => context.CreateFilterScope("contender");
    }
}
