using System.Globalization;
using System.Text;
using Spectre.Console;
using Streaming.Contracts;

namespace Streaming.Trainer.Comparing;

/// <summary>The comparison as tables: on the terminal and as CSV.</summary>
internal static class ComparisonText
{
    public static void Write(Screen screen, IReadOnlyList<Standing> standings)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("mean ± standard deviation over 5 folds");
        foreach (var column in Column.All)
        {
            table.AddColumn(new TableColumn(column.Title).RightAligned());
        }

        foreach (var one in standings)
        {
            table.AddRow([one.Name, .. Column.All.Select(one.Words)]);
        }

        screen.Output.Write(table);
    }

    /// <summary>Shows that every fold has the same shares of the classes.</summary>
    public static void WriteFolds(Screen screen, IEnumerable<IReadOnlyDictionary<string, int>> folds)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(["fold", .. ObjectClass.All]);
        foreach (var (index, counts) in folds.Index())
        {
            var rows = counts.Values.Sum();
            table.AddRow(
            [
                FormattableString.Invariant($"{index + 1}"),
                .. counts.Values.Select(count => FormattableString.Invariant(
                    $"{count:N0} ({(double)count / Math.Max(rows, 1):P2})")),
            ]);
        }

        screen.Output.Write(table);
    }

    /// <summary>One line a model and fold.</summary>
    public static string Csv(IReadOnlyList<Standing> standings)
    {
        var text = new StringBuilder("model,fold,");
        text.AppendJoin(',', Column.All.Select(column => column.Key)).Append('\n');
        foreach (var one in standings)
        {
            foreach (var (fold, figures) in one.Folds.Index())
            {
                text.Append(CultureInfo.InvariantCulture, $"\"{one.Name}\",{fold + 1},")
                    .AppendJoin(',', Column.All.Select(column => Exact(column.Of(figures)))).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
