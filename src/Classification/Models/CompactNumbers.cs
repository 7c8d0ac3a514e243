using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Streaming.Classification.Models;

/// <summary>A list of numbers on one line of an indented file: a manifest has thousands of them.</summary>
internal sealed class CompactNumbers : JsonConverter<IReadOnlyList<double>>
{
    public override IReadOnlyList<double> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<double[]>(ref reader, options) ?? throw new JsonException("a list is null");

    /// <exception cref="JsonException">A number is not finite.</exception>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options)
    {
        if (!value.All(double.IsFinite))
        {
            throw new JsonException("a number is not finite");
        }

        writer.WriteRawValue(
            $"[{string.Join(", ", value.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]");
    }
}
