using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Telescope.Broker;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary><c>telescope rejected keep</c>: declares the queue that keeps rejections.</summary>
internal static class RejectedKeepCommand
{
    // A queue of ours, which nobody else declares: its bounds are its own. Without them it would fill the disk where nobody
    // looks, and the broker's alarm would stop the stream (ADR 32).
    private static readonly Dictionary<string, object?> Arguments = new()
    {
        ["x-queue-type"] = "quorum",
        ["x-max-length-bytes"] = RejectionsTopology.MostBytes,
        ["x-overflow"] = "drop-head",
        ["x-message-ttl"] = RejectionsTopology.LongestMilliseconds,
        ["x-delivery-limit"] = RejectionsTopology.DeliveryLimit,
    };

    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var command = new DocumentedCommand("keep", """
            Keep every rejection from now on in the queue rejected: at most 30 days and 1 GiB, the oldest go first. It may be
            run again. The definitions of deploy/rabbitmq bring the same queue.
            """,
            """
            telescope rejected keep
            """);
        var broker = new BrokerOption(command, BrokerConnection.DefaultAddress);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var kept = await KeptBroker.OpenAsync(
                broker.Read(parsed)!, "rejected keep", time, cancellation);
            await kept.DoAsync(
                $"the queue {RejectionsTopology.Queue}",
                async channel =>
                {
                    await channel.ExchangeDeclareAsync(
                        RejectionsTopology.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
                    await channel.QueueDeclareAsync(
                        RejectionsTopology.Queue,
                        durable: true,
                        exclusive: false,
                        autoDelete: false,
                        Arguments,
                        cancellationToken: cancellation);
                    await channel.QueueBindAsync(
                        RejectionsTopology.Queue, RejectionsTopology.Exchange, "", cancellationToken: cancellation);
                },
                cancellation);
            screen.Raw($"the queue {RejectionsTopology.Queue} keeps rejections, at most 30 days and 1 GiB");
            return ExitCode.Success;
        });
        return command;
    }
}
