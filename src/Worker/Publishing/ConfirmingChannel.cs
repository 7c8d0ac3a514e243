using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Streaming.Worker.Publishing;

/// <summary>
/// A channel whose confirms are counted here, by sequence number: one wait for all events of a batch, where the client's
/// own tracking has a task and a header for each. It also ends the wait when the channel is gone, which the client can
/// forget (7.2.2: ADR 3): with a refusal when the broker closed it for an event, else in a fault. For one batch at a time.
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

    private readonly HashSet<int> _refused = [];
    private readonly Dictionary<string, string> _returned = [];
    private bool[] _answered = [];
    private ulong _first;
    private ulong _lowest;
    private int _waitedFor;
    private TaskCompletionSource<string?> _all = new();

    private ConfirmingChannel(IChannel channel)
    {
        _channel = channel;
        channel.BasicAcksAsync += OnAcksAsync;
        channel.BasicNacksAsync += OnNacksAsync;
        channel.BasicReturnAsync += OnReturnAsync;
        channel.ChannelShutdownAsync += OnShutdownAsync;
    }

    public bool IsOpen => _channel.IsOpen;

    public static async Task<ConfirmingChannel> OpenAsync(IConnection connection, CancellationToken cancellationToken) =>
        new(await connection.CreateChannelAsync(WithConfirms, cancellationToken));

    /// <summary>Publishes events; returns when the broker has confirmed every one of them.</summary>
    /// <param name="events">The events.</param>
    /// <param name="isMandatory">Whether one that no queue takes counts as refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EventsRefusedException">The broker has refused some.</exception>
    /// <exception cref="IOException">The channel was lost.</exception>
    public async Task PublishAsync(
        IEnumerable<OutgoingEvent> events, bool isMandatory, CancellationToken cancellationToken)
    {
        _writer.Write(events);
        var first = await _channel.GetNextPublishSequenceNumberAsync(cancellationToken);
        var all = Begin(first, _writer.Count);
        try
        {
            // Nothing but publishing in this loop: what comes close together goes to the broker in fewer, larger packets.
            foreach (var (one, body) in _writer.Written)
            {
                _properties.MessageId = one.Id.ToString();
                _properties.Headers = one.Exchange.Headers(one.Trace);
                await _channel.BasicPublishAsync(
                    one.Exchange.Name,
                    routingKey: "",
                    isMandatory,
                    _properties,
                    body,
                    cancellationToken);
            }
        }
        catch (AlreadyClosedException closed) when (closed.ShutdownReason is { } reason)
        {
            Close(reason);
        }

        if (await all.WaitAsync(cancellationToken) is { } why)
        {
            throw Refused(why);
        }
    }

    // Whatever is not confirmed: of a channel that the broker has closed nobody knows more.
    private EventsRefusedException Refused(string why)
    {
        lock (_lock)
        {
            return new EventsRefusedException(
                why,
                _writer.Written
                    .Where((one, place) => !_answered[place]
                        || _refused.Contains(place)
                        || _returned.ContainsKey(one.Event.Id.ToString()))
                    .SelectMany(one => one.Event.Outcomes));
        }
    }

    private Task<string?> Begin(ulong first, int count)
    {
        lock (_lock)
        {
            (_first, _lowest, _waitedFor) = (first, first, count);
            _answered = new bool[count];
            _refused.Clear();
            _returned.Clear();
            // Continued elsewhere: the client's own loop tells of confirms, and must not wait for what comes next.
            _all = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_channel.IsOpen)
            {
                Lose();
            }
            else if (count == 0)
            {
                _all.TrySetResult(null);
            }

            return _all.Task;
        }
    }

    private Task OnAcksAsync(object sender, BasicAckEventArgs confirm)
    {
        Answer(confirm.DeliveryTag, confirm.Multiple, isRefused: false);
        return Task.CompletedTask;
    }

    private Task OnNacksAsync(object sender, BasicNackEventArgs refusal)
    {
        Answer(refusal.DeliveryTag, refusal.Multiple, isRefused: true);
        return Task.CompletedTask;
    }

    // Comes before the confirm of the same event.
    private Task OnReturnAsync(object sender, BasicReturnEventArgs returned)
    {
        lock (_lock)
        {
            _returned[returned.BasicProperties.MessageId!] = returned.Exchange;
        }

        return Task.CompletedTask;
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        Close(reason);
        return Task.CompletedTask;
    }

    private void Answer(ulong last, bool isForAll, bool isRefused)
    {
        lock (_lock)
        {
            for (var tag = isForAll ? _lowest : last; tag <= last; tag++)
            {
                var place = tag - _first;
                if (place < (ulong)_answered.Length && !_answered[place])
                {
                    _answered[place] = true;
                    _waitedFor--;
                    if (isRefused)
                    {
                        _refused.Add((int)place);
                    }
                }
            }

            _lowest = isForAll ? Math.Max(_lowest, last + 1) : _lowest;
            if (_waitedFor == 0)
            {
                _all.TrySetResult(Refusal());
            }
        }
    }

    private string? Refusal() => (_refused.Count, _returned.Count) switch
    {
        (0, 0) => null,
        (0, var returned) => string.Create(
            CultureInfo.InvariantCulture,
            $"{returned} of {_answered.Length} events were returned: no queue is bound to {_returned.Values.First()}"),
        (var refused, _) => string.Create(
            CultureInfo.InvariantCulture,
            $"the broker refused {refused} of {_answered.Length} events: is a subscriber's queue full?"),
    };

    private void Close(ShutdownEventArgs reason)
    {
        lock (_lock)
        {
            // For what is wrong with one event, a channel is closed, and its connection stays.
            if (reason.ReplyCode is Constants.ContentTooLarge or Constants.AccessRefused or Constants.PreconditionFailed)
            {
                _all.TrySetResult($"the broker refused an event: {reason.ReplyText}");
            }
            else
            {
                Lose();
            }
        }
    }

    private void Lose() => _all.TrySetException(new IOException("the connection to the broker was lost"));
}
