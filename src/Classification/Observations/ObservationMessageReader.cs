using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>
/// Reads the messages of the stream: one observation or many, packed or not, plain JSON or in MassTransit's envelope.
/// What is without fault is read in one pass, the rest leniently, observation by observation. A message with an array
/// <c>observations</c> is one of many. Not for several threads at once.
/// </summary>
internal sealed class ObservationMessageReader
{
    private static readonly string[] Names = [nameof(ObservationReceived), nameof(ObservationBatchReceived)];

    private readonly ValidObservationReader _valid = new();

    /// <summary>Reads a message, and adds what it holds, in its order; at least one.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="contentType">Content type as the publisher gave it, or null.</param>
    /// <param name="contentEncoding">Content encoding as the publisher gave it, or null.</param>
    /// <param name="into">Where it is added.</param>
    public void Read(byte[] body, string? contentType, string? contentEncoding, List<ReadObservation> into)
    {
        var text = PackedBody.Unpack(body, contentEncoding, out var fault);
        if (fault is not null)
        {
            into.Add(AtFault(body, fault));
            return;
        }

        if (!MessageBody.IsEnvelope(contentType) && Utf8.IsValid(text.Span))
        {
            if (_valid.TryRead(text.Span, out var valid))
            {
                into.Add(new(text, Position: null, valid));
                return;
            }

            var before = into.Count;
            if (TryReadMany(text, into))
            {
                return;
            }

            into.RemoveRange(before, into.Count - before);
        }

        ReadLeniently(text, contentType, into);
    }

    // False when anything of the body that is no part of an observation is out of the ordinary.
    private bool TryReadMany(ReadOnlyMemory<byte> body, List<ReadObservation> into)
    {
        var json = new Utf8JsonReader(body.Span);
        try
        {
            if (!json.Read()
                || json.TokenType != JsonTokenType.StartObject
                || !json.Read()
                || !json.ValueTextEquals("observations"u8)
                || !json.Read()
                || json.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            var position = 0;
            for (; json.Read() && json.TokenType != JsonTokenType.EndArray; position++)
            {
                // So many are refused, however they are: nothing is made of a million of them.
                if (position == ObservationBatchReceived.MostObservations)
                {
                    return false;
                }

                var start = json;
                var isRead = _valid.TryRead(ref json, out var valid);
                if (!isRead)
                {
                    json = start;
                    json.Skip();
                }

                var part = body[(int)start.TokenStartIndex..(int)json.BytesConsumed];
                into.Add(isRead ? new(part, position, valid) : Judge(part, position));
            }

            return position > 0
                && json.Read()
                && json.TokenType == JsonTokenType.EndObject
                && !json.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void ReadLeniently(ReadOnlyMemory<byte> body, string? contentType, List<ReadObservation> into)
    {
        using var document = MessageBody.Open(body, contentType, Names, out var message, out var fault);
        if (fault is null && ManyIn(message) is { } many)
        {
            var count = many.GetArrayLength();
            if (count is > 0 and <= ObservationBatchReceived.MostObservations)
            {
                foreach (var (position, one) in many.EnumerateArray().Index())
                {
                    into.Add(Judge(one, JsonMarshal.GetRawUtf8Value(one).ToArray(), position));
                }

                return;
            }

            fault = Reason.WrongCount(count);
        }

        into.Add(fault is null ? Judge(message, body, position: null) : AtFault(body, fault));
    }

    private static JsonElement? ManyIn(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object
        && message.TryFind("observations", out var many)
        && many.ValueKind == JsonValueKind.Array ? many : null;

    private static ReadObservation AtFault(ReadOnlyMemory<byte> body, RejectionReason fault) =>
        new(body, Position: null, default, new(new(), [fault]));

    private static ReadObservation Judge(ReadOnlyMemory<byte> part, int position)
    {
        using var document = JsonDocument.Parse(part);
        return Judge(document.RootElement, part, position);
    }

    private static ReadObservation Judge(JsonElement element, ReadOnlyMemory<byte> body, int? position)
    {
        var (read, unreadable) = ObservationReader.Read(element);

        // A fault of the whole has no field: its fields were never read, so they are not missing.
        var reasons = unreadable.Any(reason => reason.Field is null)
            ? unreadable
            : ObservationValidator.Validate(read, unreadable);
        return reasons.Count == 0
            ? new(body, position, ValidObservation.From(read))
            : new(body, position, default, new(read, reasons));
    }
}
