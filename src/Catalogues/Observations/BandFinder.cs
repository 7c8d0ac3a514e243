using Streaming.Catalogues.Profiles;

namespace Streaming.Catalogues.Observations;

/// <summary>
/// Finds the columns of the bands by a profile. Two that could be the same band are never chosen between.
/// </summary>
internal sealed class BandFinder
{
    private readonly ColumnNames _names;
    private readonly ColumnMap _map;
    private readonly Dictionary<string, List<(Photometry Kind, int Place)>> _found;

    public BandFinder(SurveyProfile profile, ColumnNames names, ColumnMap map)
    {
        (_names, _map) = (names, map);
        _found = Among(profile.Bands);
        if (_found.Count == 0)
        {
            _found = Among(profile.Otherwise);
        }
    }

    /// <summary>How many bands it finds, whether or not it knows by which column.</summary>
    public int Count => _found.Count;

    /// <summary>The columns that it would take, or choose between.</summary>
    public IEnumerable<int> Places => _found.Values.SelectMany(places => places).Select(one => one.Place);

    /// <summary>
    /// A column z that stands beside no other column of a single letter, while the bands go by longer names: the redshift,
    /// as SpecObj calls it. Null where there is none.
    /// </summary>
    public int? LoneZ => Role.Bands.All(band => _names.Spelt(band).Count == (band == "z" ? 1 : 0))
        ? _names.Spelt("z")[0]
        : null;

    /// <summary>The column of a band, and what it holds; null where there is none.</summary>
    /// <exception cref="CatalogueException">There are two.</exception>
    public (Photometry Kind, int Place)? Of(string band) => _found.GetValueOrDefault(band) switch
    {
        null => null,
        [var one] => one,
        var several when several.Select(one => one.Kind).Distinct().Count() == 1 =>
            throw new CatalogueException($"the column {_names[several[0].Place]} stands twice"),
        var several => throw new CatalogueException(Undecided(band, several)),
    };

    private Dictionary<string, List<(Photometry, int)>> Among(IReadOnlyList<Photometry> kinds)
    {
        var found = new Dictionary<string, List<(Photometry, int)>>();
        foreach (var band in Role.Bands.Where(band => !_map.Roles.Contains(band)))
        {
            var places = kinds.SelectMany(kind => Of(kind, band).Select(place => (kind, place))).ToList();
            places.RemoveAll(one => places.Exists(other => other.kind.Column == one.kind.SameAs));
            if (places.Count > 0)
            {
                found[band] = places;
            }
        }

        return found;
    }

    private IReadOnlyList<int> Of(Photometry kind, string band)
    {
        var places = _names.Spelt(kind.Column.Replace(SurveyProfile.Band, band, StringComparison.Ordinal));
        return kind.Column == SurveyProfile.Band && band == "z" && LoneZ is not null ? [] : places;
    }

    private string Undecided(string band, List<(Photometry Kind, int Place)> several)
    {
        var columns = several.ConvertAll(one => _names[one.Place]);
        var isShared = Role.Bands.Count(other => _found.GetValueOrDefault(other)?.Count > 1) > 1;
        var choices = several.ConvertAll(one => isShared
            ? $"--map {SurveyProfile.Band}={one.Kind.Column}"
            : $"--map {band}={_names[one.Place]}");
        var mayBeRedshift = band == "z" && columns.Contains("z", StringComparer.OrdinalIgnoreCase)
            && _names.Of(Role.Names[Role.Redshift]).Count == 0;
        if (mayBeRedshift)
        {
            choices = [.. choices.Select((choice, i) =>
                columns[i].Equals("z", StringComparison.OrdinalIgnoreCase) ? choice : $"{choice},redshift=z")];
        }

        return $"{string.Join(" and ", columns)} could both be the {band} band"
            + $"{(mayBeRedshift ? ", and z the redshift" : "")}: {string.Join(" or ", choices)} decides";
    }
}
