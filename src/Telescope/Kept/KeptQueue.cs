using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Streaming.Telescope.Kept;

/// <summary>
/// Goes once through what waits in a queue. Every message is taken, so that none comes twice, and whatever was not
/// acknowledged by the end is handed back. They come in rounds, each of which is dealt with before the next: no more is in
/// memory, however long the queue is (ADR 32).
/// </summary>
internal sealed class KeptQueue : IAsyncDisposable
{
    private const ushort FirstRound = 16;
    private const ushort LargestRound = 1_000;
    private const int BytesOfRound = 64 << 20;

    // A round that is not full by then is what the queue had; the next one begins with a question that is exact.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);

    // The broker hands the acknowledgements of a quorum queue on in portions and drops the rest with the channel (ADR 3).
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private readonly IChannel _channel;
    private readonly TimeProvider _time;
    private int _held;
    private bool _hasAcknowledged;

    private KeptQueue(string name, uint waiting, IChannel channel, TimeProvider time) =>
        (Name, Waiting, _channel, _time) = (name, waiting, channel, time);

    public string Name { get; }

    /// <summary>Messages that waited when it was opened, as far as the broker knew.</summary>
    public uint Waiting { get; }

    /// <summary>Opens a queue; null when the broker has none of this name.</summary>
    /// <exception cref="FailureException">The broker does not let it be read.</exception>
    public static async Task<KeptQueue?> OpenAsync(
        IConnection connection, string name, TimeProvider time, CancellationToken cancellation)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            var queue = await channel.QueueDeclarePassiveAsync(name, cancellation);
            return new KeptQueue(name, queue.MessageCount, channel, time);
        }
        catch (OperationInterruptedException fault) when (fault.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
        catch (OperationInterruptedException fault)
        {
            throw new FailureException($"the broker refuses the queue {name}: {BrokerFault.Reason(fault)}", fault);
        }
    }

    /// <summary>Takes everything, round by round; ends when the queue is empty.</summary>
    public async IAsyncEnumerable<IReadOnlyList<KeptMessage>> RoundsAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var size = FirstRound;
        // Not cancelled while the broker is asked: a channel whose question was given up cannot hand back in order.
        while (await _channel.BasicGetAsync(Name, autoAck: false, CancellationToken.None) is { } first)
        {
            cancellation.ThrowIfCancellationRequested();
            List<KeptMessage> round = [new(Name, first.DeliveryTag, first.BasicProperties, first.Body.ToArray())];
            if (size > 1) await TakeAsync(round, size, cancellation);
            _held += round.Count;
            yield return round;
            size = (ushort)Math.Clamp(
                BytesOfRound / Math.Max(1, round.Max(message => message.Body.Length)), 1, LargestRound);
        }
    }

    /// <summary>Takes messages of a round off the queue, for good.</summary>
    public async Task AcknowledgeAsync(IReadOnlyCollection<ulong> tags)
    {
        if (tags.Count == 0) return;
        _hasAcknowledged = true;
        _held -= tags.Count;
        if (_held == 0)
        {
            await _channel.BasicAckAsync(tags.Max(), multiple: true);
            return;
        }

        foreach (var tag in tags) await _channel.BasicAckAsync(tag, multiple: false);
    }

    /// <summary>Hands back all that was not acknowledged.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_channel.IsOpen)
            {
                if (_hasAcknowledged) await Task.Delay(Settling, _time);
                // Tag 0 is all of them. From RabbitMQ 4.3 on this does not count as a delivery, where a closed channel does.
                if (_held > 0) await _channel.BasicNackAsync(0, multiple: true, requeue: true);
                await _channel.CloseAsync();
            }
        }
        catch (Exception fault) when (fault is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            // The channel is gone, and with it what it held went back.
        }

        await _channel.DisposeAsync();
    }

    private async Task TakeAsync(List<KeptMessage> round, ushort size, CancellationToken cancellation)
    {
        var arrivals = Channel.CreateUnbounded<KeptMessage>();
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            arrivals.Writer.TryWrite(
                new(Name, delivery.DeliveryTag, delivery.BasicProperties, delivery.Body.ToArray()));
            return Task.CompletedTask;
        };
        // Comes behind the last delivery, also when the channel is lost.
        consumer.UnregisteredAsync += (_, _) => Task.FromResult(arrivals.Writer.TryComplete());
        consumer.ShutdownAsync += (_, _) => Task.FromResult(arrivals.Writer.TryComplete());
        await _channel.BasicQosAsync(0, (ushort)(size - 1), global: false, CancellationToken.None);
        var consuming = await _channel.BasicConsumeAsync(Name, autoAck: false, consumer, CancellationToken.None);
        while (round.Count < size && !cancellation.IsCancellationRequested && await ArrivesAsync(arrivals.Reader))
        {
            while (arrivals.Reader.TryRead(out var message)) round.Add(message);
        }

        await _channel.BasicCancelAsync(consuming, cancellationToken: CancellationToken.None);
        await foreach (var message in arrivals.Reader.ReadAllAsync(CancellationToken.None)) round.Add(message);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<bool> ArrivesAsync(ChannelReader<KeptMessage> arrivals)
    {
        using var silence = new CancellationTokenSource(Silence, _time);
        try
        {
            return await arrivals.WaitToReadAsync(silence.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
