using System.Text.Json;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Streaming.Contracts;

namespace Streaming.Trainer.Priors;

/// <summary>Listens to what workers publish, on a queue of its own that goes with it: nobody misses an event.</summary>
internal static class EventStream
{
    private const string Exchange = "Streaming.Contracts:" + nameof(ObjectClassified);

    // Bounds what piles up here; the events are copies and are not acknowledged.
    private const int Capacity = 10_000;

    /// <summary>Takes events until there are enough, or no more time.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="wanted">Which are taken.</param>
    /// <param name="count">How many.</param>
    /// <param name="onEvent">Told how many there are.</param>
    /// <param name="cancellation">Ends the listening: what was taken is returned.</param>
    /// <exception cref="FailureException">The broker cannot be reached, or the connection was lost.</exception>
    public static async Task<IReadOnlyList<ObjectClassified>> TakeAsync(
        Uri broker,
        Predicate<ObjectClassified> wanted,
        int count,
        Action<long> onEvent,
        CancellationToken cancellation)
    {
        var taken = new List<ObjectClassified>();
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = broker,
                AutomaticRecoveryEnabled = false,
                RequestedHeartbeat = TimeSpan.FromSeconds(10),
            };
            BrokerTls.Read(SecretFiles.Read).Apply(factory);
            await using var connection = await factory.CreateConnectionAsync("streaming-trainer-priors", cancellation);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            await Declaration.EnsureAsync(
                connection,
                declaring => declaring.ExchangeDeclareAsync(
                    Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation),
                finding => finding.ExchangeDeclarePassiveAsync(Exchange, cancellation),
                cancellation);
            var arrivals = await SubscribeAsync(channel, cancellation);
            await foreach (var body in arrivals.ReadAllAsync(cancellation))
            {
                if (Read(body) is { } one && wanted(one))
                {
                    taken.Add(one);
                    onEvent(taken.Count);
                    if (taken.Count == count)
                    {
                        break;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Time is up, or somebody has seen enough: what there is counts.
        }
        catch (Exception fault) when (fault is BrokerUnreachableException or AlreadyClosedException or IOException
            or OperationInterruptedException or ChannelClosedException)
        {
            throw new FailureException($"--broker: cannot listen to events: {BrokerFault.Reason(fault)}", fault);
        }

        return taken;
    }

    private static async Task<ChannelReader<byte[]>> SubscribeAsync(IChannel channel, CancellationToken cancellation)
    {
        var queue = await channel.QueueDeclareAsync(
            "", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellation);
        await channel.QueueBindAsync(queue.QueueName, Exchange, "", cancellationToken: cancellation);
        var arrivals = Channel.CreateBounded<byte[]>(Capacity);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
            await arrivals.Writer.WriteAsync(delivery.Body.ToArray(), delivery.CancellationToken);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            arrivals.Writer.TryComplete(new IOException($"the connection ended: {reason.ReplyText}"));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellation);
        return arrivals.Reader;
    }

    private static ObjectClassified? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<ObjectClassified>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
