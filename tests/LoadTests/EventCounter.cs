using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Streaming.LoadTests;

/// <summary>
/// A subscriber that notes when each expected event came, and nothing more: it must not slow the worker down.
/// </summary>
internal sealed class EventCounter
{
    private const string Single = "Streaming.Contracts:ObjectClassified";
    private const string Bulk = "Streaming.Contracts:ObjectsClassified";
    private const int IdLength = 36;

    // More than a batch that is handed back and comes again may take.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly Dictionary<Guid, int> _indexes = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _different;

    public EventCounter(IReadOnlyList<Guid> expected)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            _indexes.Add(expected[i], i);
        }

        Received = new long[expected.Count];
    }

    /// <summary>Completes with the first event.</summary>
    public Task First => _first.Task;

    /// <summary>Timestamp of every event's first arrival; 0 when it did not come.</summary>
    public long[] Received { get; }

    /// <summary>Events that came again.</summary>
    public int Repeated { get; private set; }

    public int Lost => Received.Length - _different;

    public async Task SubscribeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = (await channel.QueueDeclareAsync(cancellationToken: cancellationToken)).QueueName;
        foreach (var exchange in (string[])[Single, Bulk])
        {
            await channel.ExchangeDeclareAsync(
                exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, exchange, "", cancellationToken: cancellationToken);
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += CountAsync;
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer, cancellationToken);
    }

    /// <summary>
    /// Waits until every expected event has come, or until none has come for a long while: the rest is lost.
    /// </summary>
    public async Task AllOrSilenceAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Silence);
        var before = -1;
        while (before != _different && !_all.Task.IsCompleted)
        {
            before = _different;
            await Task.WhenAny(_all.Task, timer.WaitForNextTickAsync(cancellationToken).AsTask());
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits until so many expected events have come, looking at regular times.</summary>
    public async Task CameAsync(int count, TimeSpan every, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every);
        while (Volatile.Read(ref _different) < count)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>As <see cref="AllOrSilenceAsync"/>, for the first so many of the expected events.</summary>
    public async Task CameOrSilenceAsync(int count, TimeSpan every, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every);
        var (before, since) = (-1, Stopwatch.GetTimestamp());
        while (Volatile.Read(ref _different) is var now && now < count && Stopwatch.GetElapsedTime(since) < Silence)
        {
            (before, since) = now == before ? (before, since) : (now, Stopwatch.GetTimestamp());
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private Task CountAsync(object sender, BasicDeliverEventArgs delivery)
    {
        if (delivery.Exchange == Single)
        {
            Count(Guid.Parse(delivery.BasicProperties.MessageId!));
            return Task.CompletedTask;
        }

        // The ids alone: reading the whole of it would take as long as the worker takes to make it.
        var rest = delivery.Body.Span;
        for (int at; (at = rest.IndexOf("\"eventId\":\""u8)) >= 0;)
        {
            rest = rest[(at + "\"eventId\":\"".Length)..];
            Count(Guid.Parse(rest[..IdLength]));
        }

        return Task.CompletedTask;
    }

    private void Count(Guid id)
    {
        var index = _indexes[id];
        if (Received[index] != 0)
        {
            Repeated++;
            return;
        }

        Received[index] = Stopwatch.GetTimestamp();
        _different++;
        _first.TrySetResult();
        if (_different == Received.Length)
        {
            _all.TrySetResult();
        }
    }
}
