using System.Globalization;

namespace Streaming.Catalogues.Observations;

/// <summary>
/// Looks at a file as a whole: values that cannot be what their column says are a fault of the file, not of rows. Fluxes
/// under the names of magnitudes may fit here and there, and would then be taken for bright stars in silence.
/// </summary>
internal sealed class ValueTally(IReadOnlyList<AssignedColumn> columns)
{
    // A file with fewer is judged row by row.
    private const int FewestValues = 10;

    private const double LargestShareOutside = 0.1;

    // Brighter than this are some 1,600 stars, all of which the naked eye sees. Of fluxes, most are in many units.
    private const double NakedEye = 5;

    private readonly Tally[] _tallies = new Tally[columns.Count];

    /// <summary>Counts the values of a block.</summary>
    /// <param name="block">Converted rows.</param>
    /// <param name="name">Names a column as the file does.</param>
    /// <exception cref="CatalogueException">A column is not what its name says.</exception>
    public void Add(CatalogueBlock block, Func<int, string> name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { Range: var (minimum, maximum), IsUnitGiven: false } column)
            {
                Count(block.Numbers(column.Role).AsSpan(0, block.Rows), minimum, maximum, ref _tallies[i]);
                Judge(column, _tallies[i], name(column.Place));
            }
        }
    }

    private static void Count(ReadOnlySpan<double> values, double minimum, double maximum, ref Tally tally)
    {
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                tally.Measured++;
                tally.Bright += value < NakedEye ? 1 : 0;
                tally.Outside += value < minimum || value > maximum ? 1 : 0;
                tally.Largest = double.MaxMagnitude(tally.Largest, value);
            }
        }
    }

    private static void Judge(AssignedColumn column, in Tally tally, string name)
    {
        var isBand = Role.Bands.Contains(column.Role);
        var isOutside = tally.Outside >= FewestValues && tally.Outside > LargestShareOutside * tally.Measured;
        if (!isOutside && !(isBand && tally.Measured >= FewestValues && 2 * tally.Bright > tally.Measured))
        {
            return;
        }

        var (minimum, maximum) = column.Range!.Value;
        var values = $"the column {name} has values up to {tally.Largest.ToString("G6", CultureInfo.InvariantCulture)}";
        throw new CatalogueException(isBand
            ? $"{values}: fluxes, not magnitudes? --map BAND={Pattern(column.Role, name)}:nanomaggy (or nJy, uJy, mJy, Jy, "
                + "maggy) makes them AB magnitudes, and :mag insists that they are"
            : FormattableString.Invariant(
                $"{values}, and {tally.Outside:N0} of {tally.Measured:N0} outside {minimum} to {maximum}: it is not the ")
                + $"{column.Role}. --map {column.Role}=COLUMN names another, --map {column.Role}= says that there is none");
    }

    // The name of the column with BAND in place of the one letter that is the band's; as it is where that is not clear.
    private static string Pattern(string band, string name) =>
        name.Split(band, StringSplitOptions.None) is [var before, var after] ? $"{before}BAND{after}" : name;

    private struct Tally
    {
        public long Measured;
        public long Bright;
        public long Outside;
        public double Largest;
    }
}
