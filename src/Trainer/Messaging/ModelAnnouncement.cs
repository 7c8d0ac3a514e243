using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Messaging;

/// <summary>
/// Tells every worker of a new champion with a <see cref="ModelPromoted"/>. It only shortens their wait: they look into
/// the store all the same, so a failure is a warning.
/// </summary>
/// <param name="broker">Address of RabbitMQ; null when there is none.</param>
/// <param name="screen">Where it is said how it went.</param>
/// <param name="time">The clock.</param>
internal sealed class ModelAnnouncement(Uri? broker, Screen screen, TimeProvider time)
{
    /// <summary>The fan-out exchange of the message, as MassTransit names it.</summary>
    public const string Exchange = "Streaming.Contracts:" + nameof(ModelPromoted);

    // For connecting, declaring and the broker's confirmation together.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    public async Task PublishAsync(ChampionRecord champion, ModelManifest manifest, CancellationToken cancellation)
    {
        if (broker is null)
        {
            screen.Line("no broker is set: workers find the new champion when they next look into the store");
            return;
        }

        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await SendAsync(Message(champion, manifest), either.Token);
            screen.Line($"told the workers through {broker.Host}");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever it is: the champion has changed, and that is what was asked for.
            var reason = limit.IsCancellationRequested
                ? $"no answer within {TimeLimit.TotalSeconds:0} s"
                : BrokerFault.Reason(fault);
            screen.Complain(
                $"warning: {broker.Host} could not be told ({reason}); workers find the new champion when they next "
                + "look into the store");
        }
    }

    private async Task SendAsync(ModelPromoted message, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory { Uri = broker!, AutomaticRecoveryEnabled = false };
        BrokerTls.Read(SecretFiles.Read).Apply(factory);
        await using var connection = await factory.CreateConnectionAsync("streaming-trainer", cancellation);
        await Declaration.EnsureAsync(
            connection,
            declaring => declaring.ExchangeDeclareAsync(
                Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellation),
            finding => finding.ExchangeDeclarePassiveAsync(Exchange, cancellation),
            cancellation);
        await using var channel = await connection.CreateChannelAsync(WithConfirms, cancellation);

        // Not mandatory: without a worker nobody has to be told.
        await channel.BasicPublishAsync(
            Exchange,
            routingKey: "",
            mandatory: false,
            new BasicProperties
            {
                MessageId = Guid.NewGuid().ToString(),
                ContentType = "application/json",
                DeliveryMode = DeliveryModes.Persistent,
                Headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:{Exchange}" },
            },
            JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web),
            cancellation);
    }

    private static ModelPromoted Message(ChampionRecord champion, ModelManifest manifest) => new()
    {
        Model = new ModelReference { Version = manifest.Version, Sha256 = manifest.Sha256 },
        Metrics = champion.Change?.Figures?.Challenger
            ?? (manifest.Fullest().HoldOut is { } holdOut && holdOut.Classes.ContainsKey(ObjectClass.Qso)
                ? MetricNames.Summary(holdOut).ToDictionary(figure => figure.Key, figure => figure.Value)
                : null),
        PromotedAt = champion.PromotedAt,
    };
}
