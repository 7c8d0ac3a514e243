using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Exploring;

/// <summary>What stands in one column of a file, used or not.</summary>
/// <param name="Header">Its name in the file.</param>
/// <param name="Use">What the trainer takes it for, or nothing.</param>
/// <param name="Blank">Rows where it is empty.</param>
/// <param name="Sentinel">Rows where it has a survey's mark for "not measured".</param>
/// <param name="Rows">All rows of the file.</param>
internal sealed record ColumnCensus(string Header, string Use, int Blank, int Sentinel, int Rows)
{
    /// <summary>Counts every column of a file that has been read before without a fault.</summary>
    public static IReadOnlyList<ColumnCensus> Of(string file, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file);
        using var parser = new CsvParser(
            reader, new CsvConfiguration(CultureInfo.InvariantCulture) { AllowComments = true, BadDataFound = null });
        parser.Read();
        string[] header = [.. parser.Record!.Select(name => name.Trim())];
        var uses = Uses(header, file);
        var (blank, sentinel, rows) = (new int[header.Length], new int[header.Length], 0);
        while (parser.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
            for (var i = 0; i < header.Length; i++)
            {
                var text = i < parser.Count ? parser[i].Trim() : "";
                blank[i] += text.Length == 0 ? 1 : 0;
                sentinel[i] += text.Contains("99", StringComparison.Ordinal)
                    && double.TryParse(text, CultureInfo.InvariantCulture, out var value)
                    && NotMeasured.IsMark(value) ? 1 : 0;
            }
        }

        return [.. header.Select(
            (name, i) => new ColumnCensus(name, uses.GetValueOrDefault(i, ""), blank[i], sentinel[i], rows))];
    }

    private static Dictionary<int, string> Uses(string[] header, string file) => Column.Numbers.Append(Column.Class)
        .Select(column => (Index: column.IndexIn(header, file), column.Name))
        .Where(found => found.Index >= 0)
        .ToDictionary(found => found.Index, found => found.Name);
}
