using System.Globalization;
using System.Text;
using Streaming.Catalogues.Fits;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests.Astropy;

/// <summary>Tables that are written as FITS for astropy to read.</summary>
internal static class WrittenTables
{
    public const int Rows = 20_000;

    public static void WriteTo(string folder)
    {
        Write(Path.Combine(folder, "few.fits"), Few(), [0, 1, 2, 3]);
        Write(Path.Combine(folder, "none.fits"), Few(), []);
        Write(Path.Combine(folder, "many.fits"), Many(), [.. Enumerable.Range(0, Rows)]);
        Write(Path.Combine(folder, "some.fits"), Few(), [3, 1]);
    }

    /// <summary>Every kind of value, there and not there.</summary>
    public static ColumnValues[] Few() =>
    [
        Integers("id", 9007199254740993, null, -1, long.MaxValue),
        Integers("all_there", 1, 2, 3, long.MinValue),
        Numbers("magnitude", "mag", 20.1, double.NaN, -1e-300, 17.35),
        Numbers("flux", "µJy", 1, 2, 3, 4),
        Singles("single", 2.2f, float.NaN, -1e-5f, 16_777_216),
        Texts("word", "a", "", " the longest of all", "it's"),
        Texts("naïve name", "é", "☉", "", "naïve"),
        Texts("nothing", "", "", "", ""),
    ];

    /// <summary>Texts that get longer from block to block.</summary>
    public static ColumnValues[] Many() =>
    [
        Integers("id", [.. Enumerable.Range(0, Rows).Select(row => (long?)(row + (1L << 60)))]),
        Numbers("x", null, [.. Enumerable.Range(0, Rows).Select(row => row / 7.0)]),
        Texts("name", [.. Enumerable.Range(0, Rows).Select(row => new string('x', row / 500) + Invariant(row))]),
    ];

    private static string Invariant(int row) => row.ToString(CultureInfo.InvariantCulture);

    private static void Write(string path, ColumnValues[] columns, int[] rows)
    {
        using var writer = new FitsWriter(File.Create(path));
        for (var from = 0; from <= rows.Length; from += TableReader.BlockRows)
        {
            writer.Write(columns, rows.AsSpan(from, Math.Min(TableReader.BlockRows, rows.Length - from)));
        }

        writer.Complete();
    }

    private static ColumnValues Integers(string name, params long?[] integers)
    {
        var values = new ColumnValues(new TableColumn(name, ColumnKind.Integer));
        Array.ForEach(integers, values.Add);
        return values;
    }

    private static ColumnValues Numbers(string name, string? unit, params double[] numbers)
    {
        var values = new ColumnValues(new TableColumn(name, ColumnKind.Number, unit));
        Array.ForEach(numbers, values.Add);
        return values;
    }

    private static ColumnValues Singles(string name, params float[] numbers)
    {
        var values = new ColumnValues(new TableColumn(name, ColumnKind.Number) { IsSingle = true });
        Array.ForEach(numbers, number => values.Add(number));
        return values;
    }

    private static ColumnValues Texts(string name, params string[] texts)
    {
        var values = new ColumnValues(new TableColumn(name, ColumnKind.Text));
        Array.ForEach(texts, text => values.Add(Encoding.UTF8.GetBytes(text)));
        return values;
    }
}
