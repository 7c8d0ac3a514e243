using System.Buffers;
using System.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>Writes a table as text (RFC 4180 with line feeds), the names of the columns in its first line.</summary>
/// <param name="output">Where to; not disposed.</param>
/// <param name="separator">What stands between values: a comma or a tab.</param>
internal sealed class DelimitedWriter(Stream output, byte separator) : LineWriter(output)
{
    private const byte Quote = (byte)'"';

    private readonly SearchValues<byte> _quoted = SearchValues.Create([separator, Quote, (byte)'\r', (byte)'\n']);
    private readonly ValueText _text = new();

    public override void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows)
    {
        WriteHeader(columns);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                WriteValue(columns[i], row, i == 0);
                Buffer.Add(i + 1 < columns.Count ? separator : (byte)'\n');
            }
        }
    }

    private void WriteHeader(IReadOnlyList<ColumnValues> columns)
    {
        for (var i = 0; i < columns.Count && Kinds is null; i++)
        {
            WriteText(Encoding.UTF8.GetBytes(columns[i].Column.Name), i == 0);
            Buffer.Add(i + 1 < columns.Count ? separator : (byte)'\n');
        }

        Kinds ??= [.. columns.Select(column => column.Column.Kind)];
    }

    private void WriteValue(ColumnValues values, int row, bool isFirst)
    {
        if (values.Column.Kind == ColumnKind.Text)
        {
            WriteText(_text.Of(values, row), isFirst);
        }
        else if (!values.IsAbsent(row))
        {
            Buffer.AddNumber(values, row);
        }
    }

    private void WriteText(ReadOnlySpan<byte> text, bool isFirst)
    {
        // Readers take blanks at the ends of a value away, and a line that begins with # for a comment.
        var isPlain = text.IsEmpty
            || (!text.ContainsAny(_quoted) && text[0] > ' ' && text[^1] > ' ' && !(isFirst && text[0] == '#'));
        if (isPlain)
        {
            Buffer.Add(text);
            return;
        }

        Buffer.Add(Quote);
        while (text.IndexOf(Quote) is >= 0 and var quote)
        {
            Buffer.Add(text[..(quote + 1)]);
            Buffer.Add(Quote);
            text = text[(quote + 1)..];
        }

        Buffer.Add(text);
        Buffer.Add(Quote);
    }
}
