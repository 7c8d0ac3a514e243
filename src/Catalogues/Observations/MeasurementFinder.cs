using Streaming.Catalogues.Profiles;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Observations;

/// <summary>Finds the columns of named measurements.</summary>
/// <param name="columns">The file's columns.</param>
/// <param name="finder">Finds one column.</param>
/// <param name="profile">The survey.</param>
/// <param name="bands">The photometry that fills the bands, which is no measurement.</param>
internal sealed class MeasurementFinder(
    IReadOnlyList<TableColumn> columns, ColumnFinder finder, SurveyProfile profile, IReadOnlyList<Photometry> bands)
{
    /// <summary>A column of just the name that is asked for, else one that a profile makes into it.</summary>
    /// <exception cref="CatalogueException">There are two, or one that is needed is not there.</exception>
    public IEnumerable<AssignedColumn> Find(CatalogueRequest request)
    {
        var known = SurveyProfiles.All.Where(one => one.Bands.Count == 0).Prepend(profile)
            .SelectMany(one => one.Measurements.Concat(one.Otherwise
                .Where(kind => !bands.Contains(kind))
                .Select(kind => new MeasuredColumn(kind.Column, Unit: kind.Unit))))
            .SelectMany(Expanded).ToList();
        var wanted = request.Measurements ?? [.. known.Select(one => one.Name!)
            .Concat(columns.Where(column => column.IsMeasurement).Select(column => column.Name)).Distinct()];
        foreach (var name in wanted.Except(Role.Numbers))
        {
            var made = known.Where(one => one.Name == name && finder.Names.Of(one.Column).Count > 0).ToList();
            if (request.Map.Of(name) is { } entry)
            {
                if (finder.Mapped(name, entry, Unit.Magnitude) is { } mapped)
                {
                    yield return mapped;
                }
            }
            else if (finder.All.Of(name).Count > 0 && !made.Exists(one => one.Column == name))
            {
                yield return new AssignedColumn(name, finder.All.Exactly(name), Unit.Magnitude);
            }
            else if (made is [var column])
            {
                var unit = column.Unit is null ? Unit.Magnitude : Unit.All.First(one => one.Name == column.Unit);
                yield return new AssignedColumn(name, finder.Names.Exactly(column.Column), unit, column.VegaToAb);
            }
            else if (made.Count > 1)
            {
                throw finder.Undecided(name, [.. made.Select(one => finder.Names.Exactly(one.Column))]);
            }
            else if (request.Measurements is not null && request.Class == ClassUse.Required)
            {
                throw new CatalogueException($"no column '{name}'. Its columns: {finder.Names.All}. --map {name}=COLUMN names one");
            }
        }
    }

    private static IEnumerable<MeasuredColumn> Expanded(MeasuredColumn column) =>
        column.Column.Contains(SurveyProfile.Band, StringComparison.Ordinal)
            ? Role.Bands.Select(band => column.Column.Replace(SurveyProfile.Band, band, StringComparison.Ordinal))
                .Select(name => column with { Column = name, Name = name })
            : [column with { Name = column.Name ?? column.Column }];
}
