using System.Buffers.Text;
using System.Diagnostics;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Streaming.Contracts;

namespace Streaming.LoadTests;

/// <summary>
/// Notes every classification, and hands on what the worker says of its models. An id tells the observation and the
/// model, so next to nothing of the body is read: the subscriber must not slow the worker down.
/// </summary>
internal sealed class SwapSubscriber
{
    private const string Classifications = "Streaming.Contracts:ObjectClassified";
    private const string Activations = "Streaming.Contracts:ModelActivated";
    private const int InstantLength = 27;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private readonly Dictionary<Guid, (int Observation, int Model)> _expected = [];
    private readonly bool[] _seen;
    private readonly List<SwapArrival> _arrivals;
    private readonly Channel<(string Version, long At)> _activated =
        System.Threading.Channels.Channel.CreateUnbounded<(string, long)>();
    private int _different;

    public SwapSubscriber(IReadOnlyList<ObservationReceived> observations, IReadOnlyList<string> models)
    {
        for (var model = 0; model < models.Count; model++)
        {
            for (var i = 0; i < observations.Count; i++)
            {
                var one = observations[i];
                _expected.Add(
                    EventId.OfClassification(one.ObservationId!, one.ObservedAt!.Value, models[model]), (i, model));
            }
        }

        _seen = new bool[observations.Count];
        _arrivals = new List<SwapArrival>(observations.Count + 1_000);
    }

    /// <summary>Every classification in the order of arrival.</summary>
    public IReadOnlyList<SwapArrival> Arrivals => _arrivals;

    /// <summary>Observations without an event.</summary>
    public int Lost => _seen.Length - _different;

    public async Task SubscribeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await SubscribeAsync(connection, Classifications, Note, cancellationToken);
        await SubscribeAsync(connection, Activations, HandOn, cancellationToken);
    }

    /// <summary>Waits for the next activation and returns when it arrived.</summary>
    /// <exception cref="InvalidOperationException">It is one of another version.</exception>
    public async Task<long> ActivatedAsync(string version, CancellationToken cancellationToken)
    {
        var (activated, at) = await _activated.Reader.ReadAsync(cancellationToken);
        return activated == version
            ? at
            : throw new InvalidOperationException($"the worker activated {activated} instead of {version}");
    }

    /// <summary>Waits until every observation has an event, or until none has come for a while.</summary>
    public async Task AllOrSilenceAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var before = -1;
        var since = Stopwatch.GetTimestamp();
        while (Lost > 0 && Stopwatch.GetElapsedTime(since) < Silence)
        {
            since = before == _arrivals.Count ? since : Stopwatch.GetTimestamp();
            before = _arrivals.Count;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private void Note(BasicDeliverEventArgs delivery)
    {
        var at = Stopwatch.GetTimestamp();
        var (observation, model) = _expected[Guid.Parse(delivery.BasicProperties.MessageId!)];
        _arrivals.Add(new SwapArrival(at, observation, model, InstantOf(delivery.Body.Span)));
        _different += _seen[observation] ? 0 : 1;
        _seen[observation] = true;
    }

    private void HandOn(BasicDeliverEventArgs delivery)
    {
        var activated = System.Text.Json.JsonSerializer.Deserialize<ModelActivated>(
            delivery.Body.Span, System.Text.Json.JsonSerializerOptions.Web)!;
        _activated.Writer.TryWrite((activated.Model.Version, Stopwatch.GetTimestamp()));
    }

    private static DateTime InstantOf(ReadOnlySpan<byte> body)
    {
        var name = "\"classifiedAt\":\""u8;
        var text = body[(body.IndexOf(name) + name.Length)..];
        Span<byte> instant = stackalloc byte[InstantLength + 1];
        instant.Fill((byte)'0');
        // The fraction of a second has up to seven digits, as many as it needs; the parser wants all seven.
        var length = text.IndexOfAny((byte)'+', (byte)'Z');
        text[..length].CopyTo(instant);
        instant[InstantLength] = (byte)'Z';
        if (length < InstantLength && !text[..length].Contains((byte)'.'))
        {
            instant[length] = (byte)'.';
        }

        return Utf8Parser.TryParse(instant, out DateTime parsed, out _, 'O')
            ? parsed
            : throw new FormatException("an event's classifiedAt cannot be read");
    }

    private static async Task SubscribeAsync(
        IConnection connection,
        string exchange,
        Action<BasicDeliverEventArgs> onDelivery,
        CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = (await channel.QueueDeclareAsync(cancellationToken: cancellationToken)).QueueName;
        await channel.ExchangeDeclareAsync(
            exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue, exchange, "", cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            onDelivery(delivery);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer, cancellationToken);
    }
}
