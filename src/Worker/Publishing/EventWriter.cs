using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Streaming.Worker.Classifying;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>
/// Writes a batch's events as they go over the wire, raw JSON that any client reads, one after another into one buffer
/// that the next batch uses again. Not for several threads at once.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A JSON writer over a buffer holds nothing that must be given back.")]
internal sealed class EventWriter
{
    // Full batches of ordinary events take a third of it; one of large rejections must not be held for ever.
    private const int LargestKept = 1 << 20;

    private ArrayBufferWriter<byte> _buffer = new();
    private readonly List<WrittenEvent> _events = [];
    private readonly Utf8JsonWriter _json;

    public EventWriter() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public IReadOnlyList<WrittenEvent> Events => _events;

    /// <summary>The body of an event; good until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> BodyOf(in WrittenEvent written) => _buffer.WrittenMemory.Slice(written.Start, written.Length);

    public void Clear()
    {
        _events.Clear();
        if (_buffer.Capacity <= LargestKept)
        {
            _buffer.ResetWrittenCount();
        }
        else
        {
            _buffer = new ArrayBufferWriter<byte>();
            _json.Reset(_buffer);
        }
    }

    /// <summary>Writes the event of an outcome, which carries the given trace.</summary>
    public void Write(Outcome outcome, ObservationTrace trace)
    {
        if (outcome.Classified is { } classified)
        {
            Write(EventExchange.Classified, outcome.EventId, trace, classified, EventJson.Default.ObjectClassified);
        }
        else
        {
            Write(
                EventExchange.Rejected, outcome.EventId, trace, outcome.Rejected!, EventJson.Default.ObservationRejected);
        }
    }

    /// <summary>Writes what is reported about a model.</summary>
    public void Write(ModelReport report)
    {
        if (report.Activated is { } activated)
        {
            Write(EventExchange.Activated, report.EventId, default, activated, EventJson.Default.ModelActivated);
        }
        else
        {
            Write(EventExchange.Refused, report.EventId, default, report.Refused!, EventJson.Default.ModelRefused);
        }
    }

    private void Write<T>(EventExchange exchange, Guid id, ObservationTrace trace, T message, JsonTypeInfo<T> type)
    {
        var start = _buffer.WrittenCount;
        _json.Reset();
        JsonSerializer.Serialize(_json, message, type);
        _events.Add(new WrittenEvent(exchange, id, trace, start, _buffer.WrittenCount - start));
    }
}

/// <summary>An event in a writer's buffer.</summary>
internal readonly record struct WrittenEvent(
    EventExchange Exchange, Guid Id, ObservationTrace Trace, int Start, int Length);
