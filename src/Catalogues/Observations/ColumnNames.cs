using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Observations;

/// <summary>
/// Finds columns by name. Case does not matter; neither, but for bands, do underscores and blanks: obj_ID and objid are
/// the same, <c>gPSFMag</c> is Pan-STARRS1's and <c>g_psfMag</c> LSST's.
/// </summary>
/// <param name="columns">The columns.</param>
/// <param name="withMeasurements">Whether those are found that can be nothing but measurements.</param>
internal sealed class ColumnNames(IReadOnlyList<TableColumn> columns, bool withMeasurements = true)
{
    private readonly ILookup<string, int> _places = Enumerable.Range(0, columns.Count)
        .Where(place => withMeasurements || !columns[place].IsMeasurement)
        .ToLookup(place => Canonical(columns[place].Name));

    /// <summary>The columns of any of these names.</summary>
    public IReadOnlyList<int> Of(IEnumerable<string> names) =>
        [.. names.Select(Canonical).Distinct().SelectMany(name => _places[name])];

    /// <summary>The columns of just this name, but for its case.</summary>
    public IReadOnlyList<int> Spelt(string name) =>
        [.. Of(name).Where(place => columns[place].Name.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The columns of this name.</summary>
    public IReadOnlyList<int> Of(string name) => [.. _places[Canonical(name)]];

    /// <summary>The column of exactly this name, else the only one that has it in another spelling.</summary>
    /// <exception cref="CatalogueException">There is none, or there are several.</exception>
    public int Exactly(string name)
    {
        var same = Of(name);
        var exact = same.Where(place => columns[place].Name.Trim() == name).ToList();
        return (exact.Count, same.Count) switch
        {
            (1, _) => exact[0],
            (0, 1) => same[0],
            (0, 0) => throw new CatalogueException($"no column '{name}'; there are {All}"),
            _ => throw new CatalogueException($"the column {name} stands twice"),
        };
    }

    /// <summary>The names, for a message.</summary>
    public string All => string.Join(", ", columns.Take(MostShown).Select(column => column.Name))
        + (columns.Count > MostShown ? $" and {columns.Count - MostShown} more" : "");

    /// <summary>The name of a column as it stands in the file.</summary>
    public string this[int place] => columns[place].Name;

    private const int MostShown = 20;

    private static string Canonical(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
