using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Worker.Classifying;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>
/// Writes events as they go over the wire, raw JSON that any client reads: one after another into one buffer. What it
/// shows is that of the event written last. Not for several threads at once.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A JSON writer over a buffer holds nothing that must be given back.")]
internal sealed class EventWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1_024);
    private readonly Utf8JsonWriter _json;

    public EventWriter() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    /// <summary>The exchange of the event's type, as MassTransit names it.</summary>
    public string Exchange { get; private set; } = "";

    /// <summary>Persistent, with the event's id and its type's name.</summary>
    public BasicProperties Properties { get; } = new()
    {
        ContentType = "application/json",
        DeliveryMode = DeliveryModes.Persistent,
    };

    public ReadOnlyMemory<byte> Body => _buffer.WrittenMemory;

    /// <summary>Writes the event of an outcome, which carries the given trace.</summary>
    public void Write(Outcome outcome, ObservationTrace trace)
    {
        Begin(EventExchange.Of(outcome), outcome.EventId, trace);
        if (outcome.Classified is { } classified)
        {
            JsonSerializer.Serialize(_json, classified, EventJson.Default.ObjectClassified);
        }
        else
        {
            JsonSerializer.Serialize(_json, outcome.Rejected!, EventJson.Default.ObservationRejected);
        }
    }

    /// <summary>Writes what is reported about a model.</summary>
    public void Write(ModelReport report)
    {
        if (report.Activated is { } activated)
        {
            Begin(EventExchange.Activated, report.EventId, trace: default);
            JsonSerializer.Serialize(_json, activated, EventJson.Default.ModelActivated);
        }
        else
        {
            Begin(EventExchange.Refused, report.EventId, trace: default);
            JsonSerializer.Serialize(_json, report.Refused!, EventJson.Default.ModelRefused);
        }
    }

    private void Begin(EventExchange exchange, Guid id, ObservationTrace trace)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        Exchange = exchange.Name;
        Properties.MessageId = id.ToString();
        Properties.Headers = exchange.Headers(trace);
    }
}
