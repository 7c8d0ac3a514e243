using System.Text.Json;

namespace Streaming.Telescope.Errors;

/// <summary>Finds out which observation a body is, without reading all of it.</summary>
internal static class ObservationIdOf
{
    // The id stands near the beginning; and what is no JSON must not be read to its end for it.
    private const int Bound = 64 * 1024;

    // An observation alone, or the message of an envelope; what lies deeper is one of many.
    private const int Deepest = 2;

    /// <summary>The id; null when the body is of many observations, is packed, or cannot be read.</summary>
    public static string? Body(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body[..Math.Min(body.Length, Bound)], isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName
                    && reader.CurrentDepth <= Deepest
                    && reader.ValueTextEquals("observationId"u8))
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or no text: it has no id to show.
        }

        return null;
    }
}
