using Streaming.Catalogues.Profiles;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Observations;

/// <summary>Finds the column of one role: by the user's word, else by its names.</summary>
/// <param name="columns">The file's columns.</param>
/// <param name="map">What the user says.</param>
/// <param name="profile">The survey.</param>
internal sealed class ColumnFinder(IReadOnlyList<TableColumn> columns, ColumnMap map, SurveyProfile profile)
{
    /// <summary>All columns, also those that the file itself calls measurements.</summary>
    public ColumnNames All { get; } = new(columns);

    /// <summary>The columns that may be band or identity.</summary>
    public ColumnNames Names { get; } = new(columns, withMeasurements: false);

    /// <summary>The column of a number; null where there is none.</summary>
    /// <exception cref="CatalogueException">There are two.</exception>
    public AssignedColumn? NumberOf(string role, Unit? unit = null)
    {
        if (map.Of(role) is { } entry)
        {
            return Mapped(role, entry, unit ?? Unit.Magnitude);
        }

        return PlaceOf(role) is { } place
            ? new AssignedColumn(role, place, UnitOf(place, (unit ?? Unit.Magnitude).Name))
            : null;
    }

    /// <summary>The place of a text; null where there is none.</summary>
    /// <exception cref="CatalogueException">There are two, or it is required and there is none.</exception>
    public int? TextOf(string role, bool isRequired = false)
    {
        var place = map.Of(role) is { } entry
            ? Mapped(role, entry, Unit.Magnitude)?.Place
            : PlaceOf(role);
        return place is null && isRequired
            ? throw new CatalogueException(
                $"no column '{role}' (accepted: {string.Join(", ", NamesOf(role))}). Its columns: {Names.All}. "
                + $"--map {role}=COLUMN names one")
            : place;
    }

    private int? PlaceOf(string role) => Names.Of(NamesOf(role)) switch
    {
        [] => null,
        [var place] => place,
        var several => throw Undecided(role, several),
    };

    /// <summary>The column that the user names; null where there is to be none.</summary>
    /// <exception cref="CatalogueException">The file has no such column.</exception>
    public AssignedColumn? Mapped(string role, ColumnMap.Entry entry, Unit usual)
    {
        if (entry.Column.Length == 0 || (entry.IsOfAll && All.Of(entry.Column).Count == 0))
        {
            return null;
        }

        var place = All.Exactly(entry.Column);
        return new AssignedColumn(role, place, entry.Unit ?? UnitOf(place, usual.Name))
        {
            IsUnitGiven = entry.Unit is not null,
        };
    }

    /// <summary>
    /// The unit of a column: the file's own word counts, where it is of the same kind as the usual one, a brightness or an
    /// angle.
    /// </summary>
    public Unit UnitOf(int place, string usual)
    {
        var assumed = Unit.All.First(unit => unit.Name == usual);
        return columns[place].Unit is { } words
            && Unit.TryFind(words, out var unit)
            && unit.IsAngle == assumed.IsAngle
                ? unit
                : assumed;
    }

    /// <summary>The names that a role goes by.</summary>
    public IEnumerable<string> NamesOf(string role) =>
        Role.Names.GetValueOrDefault(role, []).Concat(profile.Columns.GetValueOrDefault(role, []));

    /// <summary>Names columns of which none is chosen, and what decides.</summary>
    public CatalogueException Undecided(string role, IReadOnlyList<int> places)
    {
        var columns = places.Select(place => All[place]).ToList();
        return columns.Distinct(StringComparer.Ordinal).Count() == 1
            ? new CatalogueException($"the column {columns[0]} stands twice")
            : new CatalogueException(
                $"{string.Join(" and ", columns)} could both be the {role}: "
                + $"{string.Join(" or ", columns.Select(column => $"--map {role}={column}"))} decides");
    }
}
