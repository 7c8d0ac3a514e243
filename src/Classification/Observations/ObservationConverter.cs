using System.Text.Json;
using System.Text.Json.Serialization;

namespace Streaming.Classification.Observations;

/// <summary>An observation in a manifest: the members that were measured, since JSON has no NaN.</summary>
internal sealed class ObservationConverter : JsonConverter<Observation>
{
    private static readonly string[] Names = ["alpha", "delta", "u", "g", "r", "i", "z", InputSet.RedshiftName];

    public override Observation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ref reader, options)
            ?? throw new JsonException("an observation is null");
        var measurements = members.Where(member => !Names.Contains(member.Key))
            .ToDictionary(member => member.Key, member => member.Value.GetDouble());
        return new Observation(
            Number("alpha"), Number("delta"), Number("u"), Number("g"), Number("r"), Number("i"), Number("z"),
            Number(InputSet.RedshiftName), measurements.Count > 0 ? measurements : null);

        double Number(string name) => members.TryGetValue(name, out var value) ? value.GetDouble() : double.NaN;
    }

    public override void Write(Utf8JsonWriter writer, Observation value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Write("alpha", value.Alpha);
        Write("delta", value.Delta);
        foreach (var name in Names[2..].Concat(value.Measurements?.Keys ?? []))
        {
            Write(name, value.Value(name));
        }

        writer.WriteEndObject();

        void Write(string name, double number)
        {
            if (double.IsFinite(number))
            {
                writer.WriteNumber(name, number);
            }
        }
    }
}
