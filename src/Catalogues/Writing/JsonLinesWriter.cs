using System.Text.Encodings.Web;
using System.Text.Json;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>Writes a JSON object a line, its members named as the columns; a value that is absent is null.</summary>
/// <param name="output">Where to; not disposed.</param>
internal sealed class JsonLinesWriter(Stream output) : TableWriter
{
    // Letters of all alphabets stand as they are: the file is no part of a web page.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly OutputBuffer _buffer = new(output);
    private readonly ValueText _text = new();
    private byte[][] _beginnings = [];

    public override void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        if (_beginnings.Length == 0)
        {
            OutputNames.RequireDifferent(columns, "JSON Lines");
            _beginnings = [.. columns.Select((column, i) => Beginning(column.Column.Name, i == 0))];
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                _buffer.Add(_beginnings[i]);
                WriteValue(columns[i], row);
            }

            _buffer.Add("}\n"u8);
        }
    }

    public override void Complete() => _buffer.Flush();

    public override void Dispose()
    {
    }

    // {"ra": of the first column, ,"dec": of the others.
    private static byte[] Beginning(string name, bool isFirst) =>
        [(byte)(isFirst ? '{' : ','), .. "\""u8, .. JsonEncodedText.Encode(name, Encoder).EncodedUtf8Bytes, .. "\":"u8];

    private void WriteValue(ColumnValues values, int row)
    {
        if (values.IsAbsent(row))
        {
            _buffer.Add("null"u8);
        }
        else if (values.Column.Kind != ColumnKind.Text)
        {
            // Digits of an infinite number would be no JSON.
            if (values.Column.Kind == ColumnKind.Number && !double.IsFinite(values.Number(row)))
            {
                _buffer.Add("null"u8);
                return;
            }

            _buffer.AddNumber(values, row);
        }
        else
        {
            var text = _text.Utf8(values, row);
            _buffer.Add((byte)'"');
            _buffer.Add(Encoder.FindFirstCharacterToEncodeUtf8(text) < 0
                ? text
                : JsonEncodedText.Encode(text, Encoder).EncodedUtf8Bytes);
            _buffer.Add((byte)'"');
        }
    }
}
