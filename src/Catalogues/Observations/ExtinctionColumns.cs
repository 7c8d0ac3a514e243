using Streaming.Catalogues.Profiles;

namespace Streaming.Catalogues.Observations;

/// <summary>The columns by which the Galaxy's extinction is taken off, and how.</summary>
/// <param name="Columns">One a band, or one for all.</param>
/// <param name="ByBand">
/// What turns a reddening into a band's extinction, by multiplication; null where none has to.
/// </param>
/// <param name="IsTransmission">Whether they hold the share of light that is let through.</param>
internal sealed record ExtinctionColumns(
    IReadOnlyDictionary<string, AssignedColumn> Columns,
    IReadOnlyDictionary<string, double>? ByBand,
    bool IsTransmission)
{
    /// <summary>All of it in words.</summary>
    public string Meaning => string.Join(' ', Columns.Select(column => FormattableString.Invariant(
        $"{(IsTransmission ? "transmission" : "extinction")}_{column.Key}={column.Value.Place}*{ByBand?[column.Key] ?? 1}")));

    /// <summary>Whether a table has the extinction, or the share of light let through, of each of its bands.</summary>
    public static bool AreIn(SurveyProfile profile, IReadOnlyList<string> bands, ColumnNames names) =>
        ByPattern(profile.Extinction, bands, names) is not null || ByPattern(profile.Transmission, bands, names) is not null;

    /// <summary>Finds them: a column a band, the share of light let through, or the reddening.</summary>
    /// <exception cref="CatalogueException">There are none.</exception>
    public static ExtinctionColumns Find(
        SurveyProfile profile, IReadOnlyList<string> bands, ColumnNames names, Func<string, AssignedColumn?> column)
    {
        if (ByPattern(profile.Extinction, bands, names) is { } extinction)
        {
            return new ExtinctionColumns(extinction, null, IsTransmission: false);
        }

        if (ByPattern(profile.Transmission, bands, names) is { } transmission)
        {
            return new ExtinctionColumns(transmission, null, IsTransmission: true);
        }

        if (column(Role.Reddening) is { } reddening && bands.All(profile.ExtinctionByReddening.ContainsKey))
        {
            return new ExtinctionColumns(
                bands.ToDictionary(band => band, _ => reddening), profile.ExtinctionByReddening, IsTransmission: false);
        }

        string?[] looked = [profile.Extinction, profile.Transmission, Role.Reddening];
        throw new CatalogueException(
            $"--deredden: no column of the extinction ({string.Join(", ", looked.OfType<string>())}). "
            + $"Its columns: {names.All}. --map {Role.Reddening}=COLUMN names one with E(B-V)");
    }

    /// <summary>The extinction of a band, magnitudes; NaN where it is not known.</summary>
    public double Of(string band, double value) =>
        IsTransmission ? value is > 0 and <= 1 ? -2.5 * Math.Log10(value) : double.NaN
        : value * (ByBand?[band] ?? 1);

    private static Dictionary<string, AssignedColumn>? ByPattern(
        string? pattern, IReadOnlyList<string> bands, ColumnNames names)
    {
        if (pattern is null)
        {
            return null;
        }

        var columns = bands.Select(band => pattern.Replace(SurveyProfile.Band, band, StringComparison.Ordinal)).ToList();
        return columns.TrueForAll(column => names.Of(column).Count == 1)
            ? bands.Zip(columns).ToDictionary(
                pair => pair.First, pair => new AssignedColumn(pair.Second, names.Of(pair.Second)[0], Unit.Magnitude))
            : null;
    }
}
