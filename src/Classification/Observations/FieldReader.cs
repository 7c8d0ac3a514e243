using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>Reads the fields of one JSON object and collects the faults of their types.</summary>
internal sealed class FieldReader(JsonElement root)
{
    private List<RejectionReason>? _reasons;

    public IReadOnlyList<RejectionReason> Reasons => _reasons ?? (IReadOnlyList<RejectionReason>)[];

    public double? Number(string field) => Find(field) is { } value ? Number(value, field) : null;

    /// <summary>
    /// Reads an object of numbers by name. A member that is null is kept, as not measured; one of another type is a
    /// fault of its own; of too many none is read.
    /// </summary>
    public IReadOnlyDictionary<string, double?>? Numbers(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault<int>(Reason.WrongType(field, value.GetRawText(), "an object of numbers"));
            return null;
        }

        if (value.GetPropertyCount() is var count && count > ObservationReceived.MostMeasurements)
        {
            Fault<int>(Reason.TooManyMeasurements(count));
            return null;
        }

        try
        {
            var numbers = new Dictionary<string, double?>(count);
            foreach (var member in value.EnumerateObject())
            {
                numbers[member.Name] = Finite(member.Value, $"{field}.{member.Name}");
            }

            return numbers;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone is valid JSON but no name.
            Fault<int>(Reason.WrongType(field, value.GetRawText(), "an object with names of Unicode characters"));
            return null;
        }
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

        var value = Find(field)!.Value;
        if (!value.TryGetDateTimeOffset(out var time) || !value.TryGetDateTime(out var clock))
        {
            return Fault<DateTimeOffset>(Reason.NotATime(field, text));
        }

        return clock.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(clock, TimeSpan.Zero) : time;
    }

    private double? Number(JsonElement value, string field) => value switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        // A literal beyond the range of a double reads as infinity; validation names it.
        { ValueKind: JsonValueKind.Number } when value.TryGetDouble(out var number) => number,
        _ => Fault<double>(Reason.WrongType(field, value.GetRawText(), "a number")),
    };

    private double? Finite(JsonElement value, string field) =>
        Number(value, field) switch
        {
            { } number when !double.IsFinite(number) => Fault<double>(Reason.NotFinite(field, number)),
            var number => number,
        };

    private JsonElement? Find(string field) =>
        root.TryFind(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T? Fault<T>(RejectionReason reason) where T : struct
    {
        (_reasons ??= []).Add(reason);
        return null;
    }
}
