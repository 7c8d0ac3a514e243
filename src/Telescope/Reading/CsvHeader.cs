using Streaming.Contracts;

namespace Streaming.Telescope.Reading;

/// <summary>Finds the columns by the names that this program, Kaggle's SDSS17 file and SkyServer give them.</summary>
internal sealed class CsvHeader
{
    // Compared without case and underscores: obj_ID, objID and objid are the same.
    private static readonly (CsvColumn Column, string[] Names)[] Known =
    [
        (CsvColumn.ObservationId, ["observation_id", "obj_id"]),
        (CsvColumn.ObservedAt, ["observed_at"]),
        (CsvColumn.Mjd, ["mjd"]),
        (CsvColumn.Alpha, ["alpha", "ra"]),
        (CsvColumn.Delta, ["delta", "dec"]),
        (CsvColumn.U, ["u"]),
        (CsvColumn.G, ["g"]),
        (CsvColumn.R, ["r"]),
        (CsvColumn.I, ["i"]),
        (CsvColumn.Z, ["z"]),
        (CsvColumn.Redshift, ["redshift"]),
        (CsvColumn.VisitId, ["visit_id"]),
    ];

    private readonly int?[] _places = new int?[Known.Length];

    private CsvHeader(int width) => Width = width;

    /// <summary>Number of columns, known or not.</summary>
    public int Width { get; }

    /// <summary>Names of the bands, and the redshift, that the table does not have.</summary>
    public IReadOnlyList<string> AbsentMeasurements => [.. Absent(CsvColumn.U, CsvColumn.Redshift)];

    /// <summary>Where a column stands, from 0; null when the table does not have it.</summary>
    public int? PlaceOf(CsvColumn column) => _places[(int)column];

    /// <summary>Reads the header line.</summary>
    /// <exception cref="FailureException">A column is missing, or there twice.</exception>
    public static CsvHeader Parse(string line, string where)
    {
        var names = (CsvLine.Split(line) ?? []).Select(Canonical).ToList();
        var header = new CsvHeader(names.Count);
        foreach (var (column, aliases) in Known)
        {
            var places = aliases.SelectMany(alias => PlacesOf(names, alias)).ToList();
            if (places.Count > 1)
                throw new FailureException($"{where}: two columns for {string.Join(" or ", aliases)}.");
            if (places.Count == 1) header._places[(int)column] = places[0];
        }

        var missing = header.Absent(CsvColumn.Alpha, CsvColumn.Delta);
        if (missing.Any()) throw new FailureException($"{where}: no column {string.Join(", ", missing)}.");
        var bands = MeasuredInputs.BandNames.Except(header.AbsentMeasurements).ToList();
        if (bands.Count < ObservationReceived.FewestBands)
        {
            var found = bands.Count == 0 ? "none" : string.Join(' ', bands);
            throw new FailureException($"{where}: columns for {found} of the bands "
                + $"{string.Join(' ', MeasuredInputs.BandNames)}, {ObservationReceived.FewestBands} are needed.");
        }

        return header;
    }

    private static IEnumerable<int> PlacesOf(List<string> names, string alias) =>
        Enumerable.Range(0, names.Count).Where(place => names[place] == Canonical(alias));

    private IEnumerable<string> Absent(CsvColumn first, CsvColumn last) => Known
        .Where(known => known.Column >= first && known.Column <= last && PlaceOf(known.Column) is null)
        .Select(known => string.Join(" or ", known.Names));

    private static string Canonical(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
