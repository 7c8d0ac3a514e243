using Spectre.Console;

namespace Streaming.Terminal;

/// <summary>A table whose first column names what the others have numbers of.</summary>
internal static class NumberTable
{
    public static Table Of(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        return table;
    }
}
