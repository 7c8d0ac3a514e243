using System.Text.Json;

namespace Streaming.Telescope.Reading;

/// <summary>Reads observations that stand one JSON object a line.</summary>
internal sealed class JsonLinesParser : IRowParser
{
    public ParsedRow Parse(string line)
    {
        var row = Read(line);
        // Only a line that is no JSON pays for the search.
        return row.Observation is null && BareWords.AsNull(line) is var mended && mended != line ? Read(mended) : row;
    }

    private static ParsedRow Read(string line)
    {
        try
        {
            var observation = JsonSerializer.Deserialize(line, TelescopeJson.Default.ObservationReceived);
            return new ParsedRow(observation, observation is null ? "null" : null);
        }
        catch (JsonException exception)
        {
            return new ParsedRow(
                null, exception.Path is null or "$" ? "not a JSON object" : $"{exception.Path[2..]} has a wrong type");
        }
    }
}
