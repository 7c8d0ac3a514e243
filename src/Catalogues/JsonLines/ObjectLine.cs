using System.Text.Json;
using Streaming.Catalogues.Tables;
using Streaming.Contracts;

namespace Streaming.Catalogues.JsonLines;

/// <summary>Finds the members of a JSON object in its text.</summary>
internal sealed class ObjectLine
{
    private const string Measurements = "measurements";

    private const int MostPassedOver = 20;

    // The members of an observation as on the wire.
    private static readonly IReadOnlyList<string> OfObservation =
        [.. typeof(ObservationReceived).GetProperties().Select(one => JsonNamingPolicy.CamelCase.ConvertName(one.Name))
            .Except([Measurements])];

    private static readonly string[] Position = ["alpha", "delta"];

    private readonly List<TableColumn> _columns = [];
    private readonly Dictionary<(string Name, bool IsMeasurement), int> _numbers = [];
    private readonly List<(int Start, int Length)> _places = [];
    private readonly List<(int Start, byte[] Text)> _written = [];
    private readonly SortedSet<string> _passedOver = new(StringComparer.Ordinal);
    private bool _isComplete;

    /// <summary>The members' names, in the order in which they were first seen.</summary>
    public IReadOnlyList<TableColumn> Columns => _columns;

    /// <summary>Where the values of the object read last stand; of no length where it has none.</summary>
    public IReadOnlyList<(int Start, int Length)> Places => _places;

    /// <summary>Names of members that are no column, the first of them.</summary>
    public IReadOnlyCollection<string> PassedOver => _passedOver;

    /// <summary>
    /// From now on members of another name are passed over; until then each makes a column. Where all are members of an
    /// observation, with its position among them, so may be those of it that have not been seen.
    /// </summary>
    public void Complete()
    {
        var names = _columns.Where(column => !column.IsMeasurement).Select(column => column.Name).ToList();
        if (names.Except(OfObservation).All(name => name == "class") && Position.All(names.Contains))
        {
            foreach (var name in OfObservation)
            {
                NumberOf(name, isMeasurement: false);
            }
        }

        _isComplete = true;
    }

    /// <summary>Reads a line. Texts with escapes are written out in place.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Read(byte[] text, int start, int length)
    {
        try
        {
            return ReadJson(text, start, length);
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or an escape such as \ud800 alone, which is valid JSON.
            return "a name or a text that is not of Unicode characters";
        }
    }

    private string? ReadJson(byte[] text, int start, int length)
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

        _written.Clear();
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

            var number = NumberOf(name, isMeasurement: reader.CurrentDepth > 1);
            var place = Value(ref reader, start);
            if (number >= 0)
            {
                _places[number] = place;
            }
        }

        // Only now: a line that turns out to be no JSON is looked at once more.
        foreach (var (at, bytes) in _written)
        {
            bytes.CopyTo(text, at);
        }

        return null;
    }

    private int NumberOf(string name, bool isMeasurement)
    {
        if (_numbers.TryGetValue((name, isMeasurement), out var number))
        {
            return number;
        }

        if (_isComplete)
        {
            _ = _passedOver.Count < MostPassedOver && _passedOver.Add(name);
            return -1;
        }

        _columns.Add(new TableColumn(name, ColumnKind.Text) { IsMeasurement = isMeasurement });
        _places.Add(default);
        return _numbers[(name, isMeasurement)] = _columns.Count - 1;
    }

    private (int Start, int Length) Value(ref Utf8JsonReader reader, int start)
    {
        var from = start + (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return default;
            case JsonTokenType.String when reader.ValueIsEscaped:
                var written = new byte[reader.ValueSpan.Length];
                var length = reader.CopyString(written);
                _written.Add((from + 1, written[..length]));
                return (from + 1, length);
            case JsonTokenType.String:
                return (from + 1, reader.ValueSpan.Length);
            default:
                reader.Skip();
                return (from, start + (int)reader.BytesConsumed - from);
        }
    }
}
