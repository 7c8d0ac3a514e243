using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>Puts messages where workers and the broker set them aside, with the headers that they write.</summary>
internal static class SetAsideMessages
{
    /// <summary>A worker gave up, since the broker kept refusing the event.</summary>
    public static Dictionary<string, object?> Refused { get; } =
        new() { [ObservationsTopology.ReasonHeader] = "the broker refuses its event" };

    /// <summary>MassTransit moved it after an exception.</summary>
    public static Dictionary<string, object?> Faulted { get; } = new()
    {
        ["MT-Reason"] = "fault",
        ["MT-Fault-ExceptionType"] = "Streaming.Worker.Consuming.ScoringException",
        ["MT-Fault-Message"] = "scoring failed",
        ["MT-Fault-Timestamp"] = "2026-11-29T08:00:00.0000000Z",
    };

    /// <summary>The broker moved it after too many deliveries.</summary>
    public static Dictionary<string, object?> Dead { get; } = new()
    {
        ["x-death"] = new List<object?>
        {
            new Dictionary<string, object?>
            {
                ["reason"] = "delivery_limit",
                ["queue"] = ObservationsTopology.Queue,
                ["count"] = 1L,
                ["time"] = new AmqpTimestamp(1_795_939_200),
            },
        },
    };

    /// <summary>Declares a queue and fills it.</summary>
    public static async Task SetAsideAsync(
        this VirtualHost host,
        string queue,
        IEnumerable<ObservationReceived> observations,
        Dictionary<string, object?> headers)
    {
        var token = Patience.Token();
        await using var connection = await host.ConnectAsync(token);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null), token);
        await channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: token);
        await Task.WhenAll(observations.Select(observation => channel.BasicPublishAsync(
            "",
            queue,
            mandatory: true,
            new BasicProperties
            {
                Persistent = true,
                ContentType = ObservationSender.PlainJson,
                MessageId = $"message-of-{observation.ObservationId}",
                Headers = new Dictionary<string, object?>(headers),
            },
            ObservationSender.Serialize(observation),
            token).AsTask()));
    }
}
