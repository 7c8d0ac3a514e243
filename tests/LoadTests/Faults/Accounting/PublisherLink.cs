using System.Collections.Concurrent;
using System.Diagnostics;
using RabbitMQ.Client;

namespace Streaming.LoadTests.Faults.Accounting;

/// <summary>One connection of a publisher, with the letters that it has sent and the broker has not confirmed.</summary>
internal sealed class PublisherLink : IAsyncDisposable
{
    // A broker that does not answer for a letter for so long will never: a queue that is deleted takes confirms with it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ulong, (Letter Letter, long Sent)> _open = [];
    private readonly ConcurrentDictionary<string, byte> _returned = [];
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Action<Letter, bool> _settled;
    private volatile bool _isBlocked;
    private ulong _lowest = 1;
    private long _free = Stopwatch.GetTimestamp();
    private long _looked = Stopwatch.GetTimestamp();

    private PublisherLink(IConnection connection, IChannel channel, Action<Letter, bool> settled)
    {
        (_connection, _channel, _settled) = (connection, channel, settled);
        channel.BasicAcksAsync += (_, ack) => SettleAsync(ack.DeliveryTag, ack.Multiple, isTaken: true);
        channel.BasicNacksAsync += (_, nack) => SettleAsync(nack.DeliveryTag, nack.Multiple, isTaken: false);
        channel.BasicReturnAsync += (_, returned) =>
        {
            _returned[returned.BasicProperties.CorrelationId!] = 0;
            return Task.CompletedTask;
        };
        connection.ConnectionBlockedAsync += (_, _) => BlockAsync(isBlocked: true);
        connection.ConnectionUnblockedAsync += (_, _) => BlockAsync(isBlocked: false);
    }

    /// <summary>Whether it may send now.</summary>
    public bool IsFree => !_isBlocked && IsOpen;

    public bool IsOpen => _connection.IsOpen && _channel.IsOpen;

    /// <summary>Whether an answer is long overdue; looked for once in a second.</summary>
    public bool IsForgotten
    {
        get
        {
            if (_isBlocked || Stopwatch.GetElapsedTime(_looked) < LookEvery)
            {
                return false;
            }

            _looked = Stopwatch.GetTimestamp();
            return _open.Values.Any(one => Stopwatch.GetElapsedTime(Math.Max(one.Sent, _free)) > Patience);
        }
    }

    /// <summary>Letters that the broker has not answered for.</summary>
    public int Unanswered => _open.Count;

    /// <param name="connection">Its own from now on.</param>
    /// <param name="settled">Told of each letter whether a queue has it: confirmed, and not returned.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<PublisherLink> OpenAsync(
        IConnection connection, Action<Letter, bool> settled, CancellationToken cancellationToken)
    {
        var options = new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
        return new PublisherLink(
            connection, await connection.CreateChannelAsync(options, cancellationToken), settled);
    }

    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        // Under the number of no publish until it has its own: a link that is lost in between gives it back.
        _open[0] = (letter, Stopwatch.GetTimestamp());
        var tag = await _channel.GetNextPublishSequenceNumberAsync(cancellationToken);
        _open[tag] = (letter, Stopwatch.GetTimestamp());
        _open.TryRemove(0, out _);
        letter.Entry.Sent = letter.Entry.Sent == 0 ? Stopwatch.GetTimestamp() : letter.Entry.Sent;
        var properties = new BasicProperties
        {
            Persistent = true,
            CorrelationId = $"{tag}",
            Headers = letter.Headers,
        };
        if (letter.ContentType is { } type)
        {
            properties.ContentType = type;
        }

        await _channel
            .BasicPublishAsync(letter.Exchange, "", mandatory: true, properties, letter.Body, cancellationToken)
            .AsTask()
            .WaitAsync(Patience, cancellationToken);
    }

    /// <summary>Ends it and gives back what nobody has answered for.</summary>
    public async Task<IReadOnlyList<Letter>> EndAsync()
    {
        await DisposeAsync();
        return [.. _open.Values.Select(one => one.Letter)];
    }

    public async ValueTask DisposeAsync()
    {
        // In the background: in order, the end of a connection to a frozen broker takes as long as the freeze.
        var closing = Task.Run(async () => await _connection.DisposeAsync());
        await Task.WhenAny(closing, Task.Delay(TimeSpan.FromSeconds(1)));
    }

    private Task BlockAsync(bool isBlocked)
    {
        (_isBlocked, _free) = (isBlocked, Stopwatch.GetTimestamp());
        return Task.CompletedTask;
    }

    private Task SettleAsync(ulong tag, bool isMultiple, bool isTaken)
    {
        for (var one = isMultiple ? _lowest : tag; one <= tag; one++)
        {
            if (_open.TryRemove(one, out var settled))
            {
                _settled(settled.Letter, isTaken && !_returned.TryRemove($"{one}", out _));
            }
        }

        _lowest = isMultiple ? tag + 1 : _lowest;
        return Task.CompletedTask;
    }
}
