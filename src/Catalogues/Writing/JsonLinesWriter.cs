using System.Text.Encodings.Web;
using System.Text.Json;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>
/// Writes a JSON object a line, its members named as the columns; a value that is absent is null. Columns of a text are
/// written as numbers where the first rows hold nothing else, with their own digits; what later is none is a string.
/// </summary>
/// <param name="output">Where to; not disposed.</param>
internal sealed class JsonLinesWriter(Stream output) : LineWriter(output)
{
    // Letters of all alphabets stand as they are: the file is no part of a web page.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly ValueText _text = new();
    private byte[][] _beginnings = [];

    public override void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        if (_beginnings.Length == 0)
        {
            OutputNames.RequireDifferent(columns, "JSON Lines");
            _beginnings = [.. columns.Select((column, i) => Beginning(column.Column.Name, i == 0))];
        }

        if (rows.IsEmpty)
        {
            return;
        }

        Kinds ??= [.. TypedColumns.Of(columns, rows).Columns.Select(column => column.Kind)];
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                Buffer.Add(_beginnings[i]);
                WriteValue(columns[i], row, Kinds[i]);
            }

            Buffer.Add("}\n"u8);
        }
    }

    // {"ra": of the first column, ,"dec": of the others.
    private static byte[] Beginning(string name, bool isFirst) =>
        [(byte)(isFirst ? '{' : ','), .. "\""u8, .. JsonEncodedText.Encode(name, Encoder).EncodedUtf8Bytes, .. "\":"u8];

    private void WriteValue(ColumnValues values, int row, ColumnKind kind)
    {
        if (values.IsAbsent(row))
        {
            Buffer.Add("null"u8);
        }
        else if (values.Column.Kind == ColumnKind.Text)
        {
            if (kind == ColumnKind.Text || !TryWriteNumber(_text.Of(values, row)))
            {
                WriteText(values, row);
            }
        }
        else if (values.Column.Kind == ColumnKind.Number && !double.IsFinite(values.Number(row)))
        {
            // Digits of an infinite number would be no JSON.
            Buffer.Add("null"u8);
        }
        else
        {
            Buffer.AddNumber(values, row);
        }
    }

    private bool TryWriteNumber(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (NumberText.IsNoValue(text))
        {
            Buffer.Add("null"u8);
            return true;
        }

        var digits = text is [(byte)'+', ..] ? text[1..] : text;
        if (TypedColumns.IsName(digits))
        {
            return false;
        }

        if (JsonNumber.Is(digits))
        {
            Buffer.Add(digits);
            return true;
        }

        // Such as .5, which JSON has no digits for.
        if (!NumberText.TryParse(text, hasDecimalComma: false, out var number) || double.IsNaN(number))
        {
            return false;
        }

        Span<byte> written = stackalloc byte[NumberFormat.Longest];
        Buffer.Add(written[..NumberFormat.Write(number, written)]);
        return true;
    }

    private void WriteText(ColumnValues values, int row)
    {
        var text = _text.Utf8(values, row);
        Buffer.Add((byte)'"');
        Buffer.Add(Encoder.FindFirstCharacterToEncodeUtf8(text) < 0
            ? text
            : JsonEncodedText.Encode(text, Encoder).EncodedUtf8Bytes);
        Buffer.Add((byte)'"');
    }
}
