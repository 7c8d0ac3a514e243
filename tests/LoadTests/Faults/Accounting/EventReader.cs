using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Streaming.LoadTests.Faults.Accounting;

/// <summary>
/// A subscriber that reads every event directly at the broker and enters it into the account. Its queue is a durable
/// quorum queue, and it comes back after every loss, so that it loses none itself.
/// </summary>
internal sealed class EventReader(Func<CancellationToken, Task<IConnection>> connect, Account account) : IAsyncDisposable
{
    /// <summary>Its queue.</summary>
    public const string Queue = "account";

    public const string Classifications = "Streaming.Contracts:ObjectClassified";
    private const string Rejections = "Streaming.Contracts:ObservationRejected";
    private const ushort Prefetch = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    /// <summary>Begins to read; returns when no event can be missed any more.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _reading = ReadAsync(_end.Token);
        return _subscribed.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _end.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var connection = await connect(cancellationToken);
                await using var closing = connection.ConfigureAwait(false);
                await ReadAsync(connection, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it was, the way back is the same; what does not come back shows in the account.
                await ((Task)Task.Delay(Pause, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ReadAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        channel.ChannelShutdownAsync += (_, _) => EndAsync(lost);
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: cancellationToken);
        foreach (var exchange in (string[])[Classifications, Rejections])
        {
            await channel.ExchangeDeclareAsync(
                exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(Queue, exchange, "", cancellationToken: cancellationToken);
        }

        await channel.BasicQosAsync(0, Prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            account.Note(Guid.Parse(delivery.BasicProperties.MessageId!), delivery.Exchange == Rejections);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, cancellationToken);
        };
        consumer.UnregisteredAsync += (_, _) => EndAsync(lost);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, cancellationToken);
        _subscribed.TrySetResult();
        await lost.Task.WaitAsync(cancellationToken);
    }

    private static Task EndAsync(TaskCompletionSource lost)
    {
        lost.TrySetResult();
        return Task.CompletedTask;
    }
}
