using System.Text.Json;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.JsonLines;

/// <summary>Finds the members of a JSON object in its text.</summary>
internal sealed class ObjectLine
{
    private const string Measurements = "measurements";

    private readonly List<TableColumn> _columns = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(int Start, int Length)> _places = [];

    /// <summary>The members' names, in the order in which they were first seen.</summary>
    public IReadOnlyList<TableColumn> Columns => _columns;

    /// <summary>Where the values of the object read last stand; of no length where it has none.</summary>
    public IReadOnlyList<(int Start, int Length)> Places => _places;

    /// <summary>Whether members of another name are passed over; until then each makes a column.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Reads a line. Texts with escapes are written out in place.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Read(byte[] text, int start, int length)
    {
        try
        {
            return Find(text, start, length);
        }
        catch (JsonException)
        {
            // Python's json.dumps writes NaN and Infinity, which JSON forbids. Only a line that is no JSON pays for them.
            if (!BareWords.Empty(text.AsSpan(start, length)))
            {
                return "not JSON";
            }
        }

        try
        {
            return Find(text, start, length);
        }
        catch (JsonException)
        {
            return "not JSON";
        }
    }

    private string? Find(byte[] text, int start, int length)
    {
        for (var i = 0; i < _places.Count; i++)
        {
            _places[i] = default;
        }

        var reader = new Utf8JsonReader(text.AsSpan(start, length));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "not a JSON object";
        }

        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var name = reader.GetString()!;
            reader.Read();
            if (name == Measurements && reader.TokenType == JsonTokenType.StartObject)
            {
                continue;
            }

            var number = NumberOf(name);
            var place = Value(ref reader, text, start);
            if (number >= 0)
            {
                _places[number] = place;
            }
        }

        return null;
    }

    private int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
        {
            return number;
        }

        if (IsComplete)
        {
            return -1;
        }

        _columns.Add(new TableColumn(name, ColumnKind.Text));
        _places.Add(default);
        return _numbers[name] = _columns.Count - 1;
    }

    private static (int Start, int Length) Value(ref Utf8JsonReader reader, byte[] text, int start)
    {
        var from = start + (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return default;
            case JsonTokenType.String when reader.ValueIsEscaped:
                var written = new byte[reader.ValueSpan.Length];
                var length = reader.CopyString(written);
                written.AsSpan(0, length).CopyTo(text.AsSpan(from + 1));
                return (from + 1, length);
            case JsonTokenType.String:
                return (from + 1, reader.ValueSpan.Length);
            default:
                reader.Skip();
                return (from, start + (int)reader.BytesConsumed - from);
        }
    }
}
