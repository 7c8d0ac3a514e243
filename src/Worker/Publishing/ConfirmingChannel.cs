using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Streaming.Worker.Publishing;

/// <summary>
/// A channel whose confirms are counted here, by sequence number: one wait for all events of a batch, where the client's
/// own tracking has a task and a header for each. It also ends the wait when the channel is gone, which the client can
/// forget (7.2.2: ADR 3). For one batch at a time.
/// </summary>
internal sealed class ConfirmingChannel
{
    // No limiter: what is in flight is bounded by the batch and by the batches worked on at once.
    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);

    private readonly Lock _lock = new();
    private readonly IChannel _channel;
    private readonly EventWriter _writer = new();
    private readonly BasicProperties _properties = new()
    {
        ContentType = "application/json",
        DeliveryMode = DeliveryModes.Persistent,
    };

    private bool[] _confirmed = [];
    private ulong _first;
    private ulong _lowest;
    private int _waitedFor;
    private TaskCompletionSource _all = new();

    private ConfirmingChannel(IChannel channel)
    {
        _channel = channel;
        channel.BasicAcksAsync += OnAcksAsync;
        channel.BasicNacksAsync += OnNacksAsync;
        channel.ChannelShutdownAsync += OnShutdownAsync;
    }

    public bool IsOpen => _channel.IsOpen;

    public static async Task<ConfirmingChannel> OpenAsync(IConnection connection, CancellationToken cancellationToken) =>
        new(await connection.CreateChannelAsync(WithConfirms, cancellationToken));

    /// <summary>Publishes events; returns when the broker has confirmed every one of them.</summary>
    /// <param name="events">The events.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">One was refused, or the channel was lost.</exception>
    public async Task PublishAsync(IEnumerable<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        _writer.Write(events);
        var first = await _channel.GetNextPublishSequenceNumberAsync(cancellationToken);
        var all = Begin(first, _writer.Count);
        // Nothing but publishing in this loop: what comes close together goes to the broker in fewer, larger packets.
        foreach (var (one, body) in _writer.Written)
        {
            _properties.MessageId = one.Id.ToString();
            _properties.Headers = one.Exchange.Headers(one.Trace);
            await _channel.BasicPublishAsync(
                one.Exchange.Name,
                routingKey: "",
                mandatory: false,
                _properties,
                body,
                cancellationToken);
        }

        await all.WaitAsync(cancellationToken);
    }

    private Task Begin(ulong first, int count)
    {
        lock (_lock)
        {
            (_first, _lowest, _waitedFor) = (first, first, count);
            _confirmed = new bool[count];
            // Continued elsewhere: the client's own loop tells of confirms, and must not wait for what comes next.
            _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_channel.IsOpen)
            {
                Lose();
            }
            else if (count == 0)
            {
                _all.TrySetResult();
            }

            return _all.Task;
        }
    }

    private Task OnAcksAsync(object sender, BasicAckEventArgs confirm)
    {
        lock (_lock)
        {
            for (var tag = confirm.Multiple ? _lowest : confirm.DeliveryTag; tag <= confirm.DeliveryTag; tag++)
            {
                var place = tag - _first;
                if (place < (ulong)_confirmed.Length && !_confirmed[place])
                {
                    _confirmed[place] = true;
                    _waitedFor--;
                }
            }

            _lowest = confirm.Multiple ? Math.Max(_lowest, confirm.DeliveryTag + 1) : _lowest;
            if (_waitedFor == 0)
            {
                _all.TrySetResult();
            }
        }

        return Task.CompletedTask;
    }

    private Task OnNacksAsync(object sender, BasicNackEventArgs refusal)
    {
        lock (_lock)
        {
            _all.TrySetException(new IOException(FormattableString.Invariant(
                $"the broker refused event {refusal.DeliveryTag - _first + 1} of {_confirmed.Length}")));
        }

        return Task.CompletedTask;
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        lock (_lock)
        {
            Lose();
        }

        return Task.CompletedTask;
    }

    private void Lose() => _all.TrySetException(new IOException("the connection to the broker was lost"));
}
