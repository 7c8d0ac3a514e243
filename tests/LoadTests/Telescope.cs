using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;

namespace Streaming.LoadTests;

/// <summary>Publishes plain JSON, persistent and confirmed. The bodies are made beforehand.</summary>
/// <param name="observations">What to publish.</param>
/// <param name="headers">AMQP headers of the observation with an index; null for none.</param>
/// <param name="messageIds">Message id of the observation with an index; null for none.</param>
/// <param name="bulk">Observations a message; 1 for messages of one.</param>
internal sealed class Telescope(
    IReadOnlyList<ObservationReceived> observations,
    Func<int, IDictionary<string, object?>>? headers = null,
    Func<int, string>? messageIds = null,
    int bulk = 1)
{
    // Enough to keep the broker busy between two confirms.
    private const int Outstanding = 2_000;
    private const int OutstandingBulk = 32;

    private static readonly TimeSpan PaceStep = TimeSpan.FromMilliseconds(10);

    private readonly byte[][] _bodies =
    [
        .. observations.Chunk(bulk).Select(some => bulk == 1
            ? JsonSerializer.SerializeToUtf8Bytes(some[0], JsonSerializerOptions.Web)
            : JsonSerializer.SerializeToUtf8Bytes(
                new ObservationBatchReceived { Observations = some }, JsonSerializerOptions.Web)),
    ];

    /// <summary>Publishes all; returns when the broker has confirmed all.</summary>
    /// <param name="connection">The broker.</param>
    /// <param name="rate">Observations a second; 0 is as fast as the broker confirms.</param>
    /// <param name="sent">Gets the timestamp of every publish.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task PublishAsync(IConnection connection, int rate, long[] sent, CancellationToken cancellationToken) =>
        PublishAsync(connection, i => rate > 0 ? (double)i / rate : -1, sent, cancellationToken);

    /// <summary>Publishes all; returns when the broker has confirmed all.</summary>
    /// <param name="connection">The broker.</param>
    /// <param name="due">When the observation with an index is due, seconds from now; never falling.</param>
    /// <param name="sent">Gets the timestamp of every publish.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PublishAsync(
        IConnection connection, Func<int, double> due, long[] sent, CancellationToken cancellationToken)
    {
        using var window = new ConfirmWindow(_bodies.Length, bulk == 1 ? Outstanding : OutstandingBulk);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false),
            cancellationToken);
        channel.BasicAcksAsync += window.ConfirmAsync;
        channel.BasicNacksAsync += (_, _) => window.RefuseAsync();
        channel.BasicReturnAsync += (_, _) => window.RefuseAsync();

        using var pace = new PeriodicTimer(PaceStep);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < _bodies.Length; i++)
        {
            var first = i * bulk;
            while (due(first) >= Stopwatch.GetElapsedTime(start).TotalSeconds)
            {
                await pace.WaitForNextTickAsync(cancellationToken);
            }

            await window.EnterAsync(cancellationToken);
            var properties = new BasicProperties
            {
                Persistent = true,
                ContentType = "application/json",
                MessageId = messageIds?.Invoke(first),
                Headers = headers?.Invoke(first),
            };
            sent.AsSpan(first, Math.Min(bulk, sent.Length - first)).Fill(Stopwatch.GetTimestamp());
            await channel.BasicPublishAsync(
                bulk == 1 ? ObservationsTopology.Exchange : ObservationsTopology.BulkExchange,
                routingKey: "",
                mandatory: true,
                properties,
                _bodies[i],
                cancellationToken);
        }

        await window.All.WaitAsync(cancellationToken);
    }

    /// <summary>Declares the ways to the queues, as the worker does.</summary>
    public static async Task DeclareAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await ObservationQueues.DeclareAsync(channel, cancellationToken);
    }
}
