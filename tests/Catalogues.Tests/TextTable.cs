using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

/// <summary>A table, read whole: each row as its values, joined by blanks.</summary>
internal sealed record TextTable(
    IReadOnlyList<string> Names, IReadOnlyList<string> Rows, IReadOnlyList<long> Lines, IReadOnlyList<UnreadRow> Unread)
{
    public static TextTable Of(string path)
    {
        using var file = TableFile.Open(path);
        var (rows, lines, unread, block) =
            (new List<string>(), new List<long>(), new List<UnreadRow>(), file.Reader.NewBlock());
        while (file.Reader.Read(block))
        {
            unread.AddRange(block.Unread);
            for (var row = 0; row < block.Rows; row++)
            {
                rows.Add(string.Join(' ', block.Columns.Select(column => column.Text(row))));
                lines.Add(block.Line(row));
            }
        }

        return new TextTable([.. file.Reader.Columns.Select(column => column.Name)], rows, lines, unread);
    }
}
