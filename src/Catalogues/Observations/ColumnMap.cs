using Streaming.Catalogues.Profiles;

namespace Streaming.Catalogues.Observations;

/// <summary>
/// What the user says about columns, which decides over all: <c>u=modelMag_u,redshift=z_sp</c>. <c>BAND=psfMag_BAND</c>
/// stands for u, g, r, i and z, <c>u=flux_u:nanomaggy</c> names a unit, and <c>redshift=</c> says that there is none.
/// </summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public static ColumnMap Empty { get; } = new();

    /// <summary>The roles that it speaks of.</summary>
    public IReadOnlyCollection<string> Roles => _entries.Keys;

    /// <summary>Reads the option's text.</summary>
    /// <exception cref="CatalogueException">It is not of that form.</exception>
    public static ColumnMap Parse(string text)
    {
        var map = new ColumnMap();
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = entry.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new CatalogueException($"'{entry}' is not of the form NAME=COLUMN: u=modelMag_u,redshift=z_sp");
            }

            map.Add(Known(entry[..at].Trim()), entry[(at + 1)..].Trim());
        }

        return map;
    }

    /// <summary>What it says of a role; null where it says nothing.</summary>
    public Entry? Of(string role) => _entries.GetValueOrDefault(role);

    private void Add(string role, string column)
    {
        if (role == SurveyProfile.Band)
        {
            foreach (var band in Role.Bands)
            {
                var own = Split(column.Replace(SurveyProfile.Band, band, StringComparison.Ordinal));
                _entries.TryAdd(band, own with { IsOfAll = true });
            }
        }
        else if (_entries.TryGetValue(role, out var other) && !other.IsOfAll)
        {
            throw new CatalogueException($"{role} is given two columns");
        }
        else
        {
            _entries[role] = Split(column);
        }
    }

    // A column may have a colon in its name: only a known unit behind it is one.
    private static Entry Split(string column) =>
        column.LastIndexOf(':') is > 0 and var at && Unit.TryFind(column[(at + 1)..], out var unit)
            ? new Entry(column[..at], unit)
            : new Entry(column, null);

    private static string Known(string role) => role.ToUpperInvariant() switch
    {
        "RA" => Role.Alpha,
        "DEC" => Role.Delta,
        "ID" => Role.ObservationId,
        "LABEL" => Role.Class,
        _ => role,
    };

    /// <summary>What is said of a role.</summary>
    /// <param name="Column">The column; empty where there is to be none.</param>
    /// <param name="Unit">Its unit, where it was named.</param>
    /// <param name="IsOfAll">Whether it was said of all bands together: then a file may lack some.</param>
    internal sealed record Entry(string Column, Unit? Unit, bool IsOfAll = false);
}
