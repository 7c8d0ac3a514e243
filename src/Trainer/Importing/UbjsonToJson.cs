using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Streaming.Trainer.Importing;

/// <summary>
/// Rewrites Universal Binary JSON (https://ubjson.org, draft 12) as JSON, as far as XGBoost writes it
/// (xgboost/src/common/json.cc): all types but numbers as texts and no-operations.
/// </summary>
internal sealed class UbjsonToJson
{
    // As deep as JsonDocument reads; a model is 7 deep.
    private const int MostDepth = 64;

    private readonly UbjsonCursor _cursor;
    private readonly Utf8JsonWriter _writer;

    private UbjsonToJson(UbjsonCursor cursor, Utf8JsonWriter writer)
    {
        _cursor = cursor;
        _writer = writer;
    }

    /// <exception cref="FailureException">It is cut off or broken, or too deep or large as JSON.</exception>
    public static ReadOnlyMemory<byte> Convert(ModelSource source, byte[] content)
    {
        var json = new ArrayBufferWriter<byte>();
        var cursor = new UbjsonCursor(source, content);
        using var writer = new Utf8JsonWriter(json);
        new UbjsonToJson(cursor, writer).Value(cursor.Marker(), 0);
        if (cursor.Left > 0)
        {
            throw cursor.Refuse($"{cursor.Left} bytes follow after the model's end");
        }

        writer.Flush();
        return json.WrittenMemory;
    }

    private void Value(byte marker, int depth)
    {
        if (_writer.BytesCommitted + _writer.BytesPending > BoundedRead.Most)
        {
            throw _cursor.Refuse($"as JSON it has {BoundedRead.TooLarge}");
        }

        switch ((char)marker)
        {
            case '{':
                Members(Deeper(depth));
                break;
            case '[':
                Items(Deeper(depth));
                break;
            case 'd':
                Number(_cursor.Float());
                break;
            case 'D':
                Number(_cursor.Double());
                break;
            case 'S':
                _writer.WriteStringValue(_cursor.Text());
                break;
            case 'C':
                _writer.WriteStringValue(_cursor.Text(1));
                break;
            case 'T' or 'F':
                _writer.WriteBooleanValue(marker == 'T');
                break;
            case 'Z':
                _writer.WriteNullValue();
                break;
            default:
                _writer.WriteNumberValue(_cursor.Integer(marker)
                    ?? throw _cursor.Refuse($"{UbjsonCursor.Shown(marker)} is no type that XGBoost writes"));
                break;
        }
    }

    private void Members(int depth)
    {
        var (type, count) = Head();
        _writer.WriteStartObject();
        for (var i = 0; count is null ? !_cursor.Passes('}') : i < count; i++)
        {
            _writer.WritePropertyName(_cursor.Text());
            Value(type ?? _cursor.Marker(), depth);
        }

        _writer.WriteEndObject();
    }

    private void Items(int depth)
    {
        var (type, count) = Head();
        _writer.WriteStartArray();
        for (var i = 0; count is null ? !_cursor.Passes(']') : i < count; i++)
        {
            Value(type ?? _cursor.Marker(), depth);
        }

        _writer.WriteEndArray();
    }

    // What all values are of, if it is said once for all, and how many there are, if an end mark does not tell.
    private (byte? Type, int? Count) Head()
    {
        byte? type = _cursor.Passes('$') ? _cursor.Marker() : null;
        if (type is (byte)'Z' or (byte)'T' or (byte)'F')
        {
            // Such values take no byte: few bytes would ask for any number of them.
            throw _cursor.Refuse($"{UbjsonCursor.Shown(type.Value)} is no type of a list that XGBoost writes");
        }

        int? count = _cursor.Passes('#') ? _cursor.Count() : null;
        return type is null || count is not null ? (type, count) : throw _cursor.Refuse("a type without a count");
    }

    private int Deeper(int depth) =>
        depth < MostDepth ? depth + 1 : throw _cursor.Refuse($"more than {MostDepth} values within each other");

    // The shortest digits that give the same number again. JSON has no NaN: as a text it is refused where a number is
    // read, and only there.
    private void Number<T>(T value)
        where T : IFloatingPointIeee754<T>
    {
        var text = value.ToString(null, CultureInfo.InvariantCulture);
        if (T.IsFinite(value))
        {
            _writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            _writer.WriteStringValue(text);
        }
    }
}
