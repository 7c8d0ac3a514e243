using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Classification.Models;
using Streaming.Contracts;

namespace Streaming.LoadTests;

/// <summary>Promotes the models of a store in turn, by record and message, as the trainer does.</summary>
internal sealed class SwapPromoter(SwapStore store, SwapSubscriber subscriber, IConnection connection)
{
    public const string Exchange = "Streaming.Contracts:ModelPromoted";

    /// <summary>Promotes at the times that are due; each waits for the activation of the one before.</summary>
    public async Task<IReadOnlyList<SwapTime>> PromoteAsync(
        IEnumerable<TimeSpan> due, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(
            Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var swaps = new List<SwapTime>();
        foreach (var time in due)
        {
            var wait = time - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellationToken);
            }

            var next = store.Models[(swaps.Count + 1) % store.Models.Count];
            var promoted = Stopwatch.GetTimestamp();
            await PromoteAsync(store.Store, next, channel, cancellationToken);
            swaps.Add(new SwapTime(promoted, await subscriber.ActivatedAsync(next.Version, cancellationToken)));
        }

        return swaps;
    }

    /// <summary>Makes a model of a store its champion, and announces it.</summary>
    public static async Task PromoteAsync(
        ModelStore store, ModelManifest model, IChannel channel, CancellationToken cancellationToken)
    {
        store.Promote(model.Version, TimeProvider.System.GetUtcNow());
        var message = new ModelPromoted
        {
            Model = new ModelReference { Version = model.Version, Sha256 = model.Sha256 },
        };
        await channel.BasicPublishAsync(
            Exchange,
            "",
            JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web),
            cancellationToken);
    }
}
