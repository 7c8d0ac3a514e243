using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Worker.Publishing;

/// <summary>
/// Writes a batch's events as they go over the wire, raw JSON that any client reads, one after another into one buffer
/// that the next batch uses again. Not for several threads at once.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A JSON writer over a buffer holds nothing that must be given back.")]
internal sealed class EventWriter
{
    // The events of 5,000 observations have some 3 MB; those of many large rejections must not be held for ever.
    private const int LargestKept = 1 << 22;

    private ArrayBufferWriter<byte> _buffer = new();
    private readonly List<(OutgoingEvent Event, int Start, int Length)> _written = [];
    private readonly Utf8JsonWriter _json;

    public EventWriter() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    /// <summary>Writes events in place of those before.</summary>
    public void Write(IEnumerable<OutgoingEvent> events)
    {
        Clear();
        foreach (var one in events)
        {
            var start = _buffer.WrittenCount;
            _json.Reset();
            Write(one.Message);
            _written.Add((one, start, _buffer.WrittenCount - start));
        }
    }

    /// <summary>How many were written.</summary>
    public int Count => _written.Count;

    /// <summary>Those that were written, with their bodies, which are good until the next are written.</summary>
    public IEnumerable<(OutgoingEvent Event, ReadOnlyMemory<byte> Body)> Written =>
        _written.Select(one => (one.Event, _buffer.WrittenMemory.Slice(one.Start, one.Length)));

    private void Clear()
    {
        _written.Clear();
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

    private void Write(object message)
    {
        switch (message)
        {
            case ObjectClassified classified:
                JsonSerializer.Serialize(_json, classified, EventJson.Default.ObjectClassified);
                break;
            case ObjectsClassified objects:
                JsonSerializer.Serialize(_json, objects, EventJson.Default.ObjectsClassified);
                break;
            default:
                JsonSerializer.Serialize(_json, message, EventJson.Default.GetTypeInfo(message.GetType())!);
                break;
        }
    }
}
