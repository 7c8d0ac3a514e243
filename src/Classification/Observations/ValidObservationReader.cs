using System.Text;
using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>
/// Reads what is without a fault, in one pass over its bytes: plain JSON with nothing to tell of. Whatever else a body
/// holds is left to <see cref="ObservationReader"/> and <see cref="ObservationValidator"/>, which find out what it is; on
/// what both take they agree. Not for several threads at once.
/// </summary>
internal sealed class ValidObservationReader
{
    // Neighbours are mostly of one visit and one source: their texts are made once.
    private readonly LastText _visit = new();
    private readonly LastText _source = new();

    /// <summary>Reads a body that is one observation.</summary>
    /// <param name="body">The bytes, UTF-8.</param>
    /// <param name="observation">The observation.</param>
    /// <returns>False when the body is for the lenient reader.</returns>
    public bool TryRead(ReadOnlySpan<byte> body, out ValidObservation observation)
    {
        observation = default;
        var json = new Utf8JsonReader(body);
        try
        {
            // The reader throws at whatever follows the object.
            return json.Read() && TryRead(ref json, out observation) && !json.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads an observation that stands in a larger body.</summary>
    /// <param name="json">At its first token; after it at its last, or, when it is for the lenient reader, anywhere.</param>
    /// <param name="observation">The observation.</param>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public bool TryRead(ref Utf8JsonReader json, out ValidObservation observation)
    {
        observation = default;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        string? id = null, visit = null, source = null;
        DateTimeOffset? observedAt = null;
        var (alpha, delta, redshift) = (double.NaN, double.NaN, double.NaN);
        var (u, g, r, i, z) = (double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueIsEscaped)
            {
                return false;
            }

            var name = json.ValueSpan;
            var isRead = name switch
            {
                [(byte)'u'] => TryNumber(ref json, ValueRange.Magnitude, ref u),
                [(byte)'g'] => TryNumber(ref json, ValueRange.Magnitude, ref g),
                [(byte)'r'] => TryNumber(ref json, ValueRange.Magnitude, ref r),
                [(byte)'i'] => TryNumber(ref json, ValueRange.Magnitude, ref i),
                [(byte)'z'] => TryNumber(ref json, ValueRange.Magnitude, ref z),
                _ when name.SequenceEqual("redshift"u8) => TryNumber(ref json, ValueRange.Redshift, ref redshift),
                _ when name.SequenceEqual("alpha"u8) => TryPosition(ref json, ValueRange.RightAscension, ref alpha),
                _ when name.SequenceEqual("delta"u8) => TryPosition(ref json, ValueRange.Declination, ref delta),
                _ when name.SequenceEqual("observationId"u8) => TryId(ref json, ref id),
                _ when name.SequenceEqual("observedAt"u8) => TryTime(ref json, ref observedAt),
                _ when name.SequenceEqual("visitId"u8) => _visit.TryRead(ref json, ref visit),
                _ when name.SequenceEqual("source"u8) => _source.TryRead(ref json, ref source),
                _ when name.SequenceEqual("measurements"u8) => json.Read() && json.TokenType == JsonTokenType.Null,
                _ when name.SequenceEqual("observations"u8) => false,
                _ => json.Read() && json.TrySkip(),
            };
            if (!isRead)
            {
                return false;
            }
        }

        if (json.TokenType != JsonTokenType.EndObject
            || id is null
            || observedAt is null
            || double.IsNaN(alpha)
            || double.IsNaN(delta)
            || Measured(u) + Measured(g) + Measured(r) + Measured(i) + Measured(z) < ObservationReceived.FewestBands)
        {
            return false;
        }

        observation = new ValidObservation(
            new Observation(alpha, delta, u, g, r, i, z, redshift), id, observedAt.Value, visit, source);
        return true;
    }

    private static int Measured(double value) => double.IsNaN(value) ? 0 : 1;

    private static bool TryNumber(ref Utf8JsonReader json, ValueRange range, ref double value)
    {
        value = double.NaN;
        if (!json.Read() || json.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (json.TokenType != JsonTokenType.Number || !json.TryGetDouble(out var number))
        {
            return false;
        }

        if (!NotMeasured.IsMark(number))
        {
            value = number;
            return range.Holds(number);
        }

        return true;
    }

    private static bool TryPosition(ref Utf8JsonReader json, ValueRange range, ref double value) =>
        json.Read()
        && json.TokenType == JsonTokenType.Number
        && json.TryGetDouble(out value)
        && range.Holds(value);

    private static bool TryId(ref Utf8JsonReader json, ref string? id)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.String || json.ValueIsEscaped)
        {
            return false;
        }

        id = Encoding.UTF8.GetString(json.ValueSpan);
        return ObservationValidator.IsId(id);
    }

    // With its offset; without one it is for those who know what that means.
    private static bool TryTime(ref Utf8JsonReader json, ref DateTimeOffset? time)
    {
        if (!json.Read()
            || json.TokenType != JsonTokenType.String
            || json.ValueSpan is not ([.., (byte)'Z'] or [.., (byte)'+' or (byte)'-', _, _, (byte)':', _, _])
            || !json.TryGetDateTimeOffset(out var read))
        {
            return false;
        }

        time = read;
        return true;
    }

    private sealed class LastText
    {
        private byte[] _bytes = [];
        private string _text = "";

        public bool TryRead(ref Utf8JsonReader json, ref string? text)
        {
            text = null;
            if (!json.Read() || json.TokenType == JsonTokenType.Null)
            {
                return true;
            }

            if (json.TokenType != JsonTokenType.String || json.ValueIsEscaped)
            {
                return false;
            }

            if (!json.ValueSpan.SequenceEqual(_bytes))
            {
                (_bytes, _text) = (json.ValueSpan.ToArray(), Encoding.UTF8.GetString(json.ValueSpan));
            }

            text = _text;
            return true;
        }
    }
}
