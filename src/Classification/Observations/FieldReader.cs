using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>Reads the fields of one JSON object and collects the faults of their types.</summary>
internal sealed class FieldReader(JsonElement root)
{
    private List<RejectionReason>? _reasons;

    public IReadOnlyList<RejectionReason> Reasons => _reasons ?? (IReadOnlyList<RejectionReason>)[];

    public double? Number(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        // A literal beyond the range of a double reads as infinity; validation names it.
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : Fault<double>(Reason.WrongType(field, value.GetRawText(), "a number"));
    }

    public string? Text(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Fault<int>(Reason.WrongType(field, value.GetRawText(), "a text"));
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone is valid JSON but no text.
            Fault<int>(Reason.WrongType(field, value.GetRawText(), "a text of Unicode characters"));
            return null;
        }
    }

    /// <summary>Reads ISO 8601. A time without an offset is UTC, never local time.</summary>
    public DateTimeOffset? Time(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        var value = root.GetProperty(field);
        if (!value.TryGetDateTimeOffset(out var time) || !value.TryGetDateTime(out var clock))
        {
            return Fault<DateTimeOffset>(Reason.NotATime(field, text));
        }

        return clock.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(clock, TimeSpan.Zero) : time;
    }

    private JsonElement? Find(string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T? Fault<T>(RejectionReason reason) where T : struct
    {
        (_reasons ??= []).Add(reason);
        return null;
    }
}
