using Streaming.Catalogues.Profiles;
using Streaming.Catalogues.Tables;
using Streaming.Contracts;

namespace Streaming.Catalogues.Observations;

/// <summary>Which column is what, by the user's word, else by a survey's profile, else not at all.</summary>
internal sealed class ColumnAssignment
{
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly ColumnNames _names;
    private readonly ColumnNames _all;
    private readonly CatalogueRequest _request;
    private readonly BandFinder _bands;
    private readonly List<string> _notes = [];

    /// <param name="columns">The file's columns.</param>
    /// <param name="request">What is wanted, and what the user says.</param>
    /// <exception cref="CatalogueException">
    /// What is needed is not there, or two columns could be the same; the message names them and what decides.
    /// </exception>
    public ColumnAssignment(IReadOnlyList<TableColumn> columns, CatalogueRequest request)
    {
        (_columns, _request) = (columns, request);
        _names = new ColumnNames(columns, withMeasurements: false);
        _all = new ColumnNames(columns);
        Profile = request.Profile ?? Recognised();
        _bands = new BandFinder(Profile, _names, request.Map);
        var bands = Role.Bands.Select(BandOf).OfType<(AssignedColumn Column, Photometry? Kind)>().ToList();
        RequireBands(bands.ConvertAll(one => one.Column));
        if (request.Profile is null && bands.Exists(one => _names[one.Column.Place] != one.Column.Role))
        {
            _notes.Add($"read as {Profile.Name}: {string.Join(", ", bands.Select(one => Shown(one.Column)))}");
        }

        Photometry = string.Join(", ", bands.Select(one => one.Kind?.Kind ?? "magnitude").Distinct());
        IsDereddened = bands.Exists(one => one.Kind?.IsDereddened == true);
        Extinction = request.Deredden ? ExtinctionOf(bands) : null;
        Numbers = [.. Position(), .. bands.Select(one => one.Column), .. Redshift(), .. Measurements(bands)];
        Class = request.Class switch
        {
            ClassUse.Ignored => null,
            ClassUse.Optional => OptionalClass(),
            _ => TextOf(Role.Class, isRequired: true),
        };
        Classes = Class is { } place && ClassesOf(columns[place].Name) is { } words
            ? request.Classes.And(words)
            : request.Classes;
        Source = TextOf(Role.Source);
        if (request.IsPublished)
        {
            (ObservationId, ObservedAt, VisitId) =
                (TextOf(Role.ObservationId), TextOf(Role.ObservedAt), TextOf(Role.VisitId));
            Mjd = ObservedAt is null ? NumberOf(Role.Mjd) : null;
        }
    }

    public SurveyProfile Profile { get; }

    /// <summary>What was decided and should be said, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>What the bands hold, in words: <c>model magnitude</c>.</summary>
    public string Photometry { get; }

    /// <summary>The same with the survey: <c>sdss: model magnitude, corrected for extinction</c>.</summary>
    public string Description =>
        $"{Profile.Name}: {Photometry}{(Extinction is null ? "" : ", corrected for extinction")}";

    /// <summary>All of it in one line, by which another assignment of the same table is told.</summary>
    public string Meaning => string.Join(
        ' ',
        [
            $"{Profile.Name} class={Class} source={Source} {Classes} {Extinction?.Meaning}",
            .. Numbers.Select(column => column.Meaning),
        ]);

    /// <summary>Whether the file's magnitudes are corrected for the Galaxy's extinction.</summary>
    public bool IsDereddened { get; }

    /// <summary>What corrects them; null where that was not asked for.</summary>
    public ExtinctionColumns? Extinction { get; }

    /// <summary>Columns of position, bands, redshift and measurements.</summary>
    public IReadOnlyList<AssignedColumn> Numbers { get; }

    public int? Class { get; }

    /// <summary>What the words of that column mean.</summary>
    public ClassWords Classes { get; }

    public int? ObservationId { get; }

    public int? ObservedAt { get; }

    public AssignedColumn? Mjd { get; }

    public int? VisitId { get; }

    public int? Source { get; }

    /// <summary>The bands, and the redshift, for which there is no column.</summary>
    public IReadOnlyList<string> Absent =>
        [.. Role.Bands.Append(Role.Redshift).Except(Numbers.Select(column => column.Role))];

    /// <summary>Adds a note.</summary>
    public void Note(string note) => _notes.Add(note);

    private SurveyProfile Recognised()
    {
        var found = SurveyProfiles.OfBands
            .Select(profile => (Profile: profile, Bands: new BandFinder(profile, _names, _request.Map)))
            .Where(one => one.Bands.Count + _request.Map.Roles.Count(Role.Bands.Contains) >= ObservationReceived.FewestBands)
            .OrderByDescending(one => one.Bands.Count)
            .ToList();
        if (found.Count == 0 || _request.Map.Roles.Count(Role.Bands.Contains) >= ObservationReceived.FewestBands)
        {
            return found.Count > 0 ? found[0].Profile : SurveyProfiles.Find("sdss");
        }

        var others = found.Skip(1).Where(one => !one.Bands.Places.ToHashSet().SetEquals(found[0].Bands.Places)).ToList();
        return others.Count == 0
            ? found[0].Profile
            : throw new CatalogueException(
                "could be " + string.Join(" or ", others.Prepend(found[0]).Select(one =>
                    $"{one.Profile.Name} ({string.Join(", ", one.Bands.Places.Distinct().Select(place => _names[place]))})"))
                + ": --profile decides");
    }

    private (AssignedColumn, Photometry?)? BandOf(string band)
    {
        if (_request.Map.Of(band) is { } entry)
        {
            return Mapped(band, entry, Unit.Magnitude) is { } mapped ? (mapped, null) : null;
        }

        return _bands.Of(band) is var (kind, place)
            ? (new AssignedColumn(band, place, UnitOf(place, kind.Unit ?? Unit.Magnitude.Name)), kind)
            : null;
    }

    private void RequireBands(List<AssignedColumn> bands)
    {
        if (bands.Count >= ObservationReceived.FewestBands)
        {
            return;
        }

        var missing = Role.Bands.Except(bands.Select(column => column.Role)).First();
        throw new CatalogueException(
            $"no column '{missing}', nor one of another name for it; of the bands it has "
            + $"{(bands.Count == 0 ? "none" : string.Join(' ', bands.Select(column => column.Role)))}, at least "
            + $"{ObservationReceived.FewestBands} are needed. Its columns: {_names.All}. "
            + $"--map {missing}=COLUMN names one");
    }

    private IEnumerable<AssignedColumn> Position()
    {
        AssignedColumn?[] position = [NumberOf(Role.Alpha, Unit.Degree), NumberOf(Role.Delta, Unit.Degree)];
        if (_request.IsPublished && Array.IndexOf(position, null) is >= 0 and var absent)
        {
            var role = absent == 0 ? Role.Alpha : Role.Delta;
            throw new CatalogueException(
                $"no column for {(absent == 0 ? "right ascension" : "declination")} ({string.Join(", ", NamesOf(role))}). "
                + $"Its columns: {_names.All}. --map {role}=COLUMN names one");
        }

        return position.OfType<AssignedColumn>();
    }

    private IEnumerable<AssignedColumn> Redshift()
    {
        if (_request.Map.Of(Role.Redshift) is { } entry)
        {
            return Mapped(Role.Redshift, entry, Unit.Magnitude) is { } mapped ? [mapped] : [];
        }

        var places = _names.Of(NamesOf(Role.Redshift)).Concat(_bands.LoneZ is { } lone ? [lone] : []).ToList();
        if (places is [var place])
        {
            if (place == _bands.LoneZ)
            {
                _notes.Add($"{_names[place]} is the redshift, since the bands have columns of their own");
            }

            return [new AssignedColumn(Role.Redshift, place, Unit.Magnitude)];
        }

        return places.Count == 0 ? [] : throw Undecided(Role.Redshift, places);
    }

    // Those that are asked for by name: a column of just this name, else one that a profile makes into it.
    private IEnumerable<AssignedColumn> Measurements(List<(AssignedColumn Column, Photometry? Kind)> bands)
    {
        var known = SurveyProfiles.All.Where(profile => profile.Bands.Count == 0).Prepend(Profile)
            .SelectMany(profile => profile.Measurements.Concat(profile.Otherwise
                .Where(kind => !bands.Exists(band => band.Kind == kind))
                .Select(kind => new MeasuredColumn(kind.Column, Unit: kind.Unit))))
            .SelectMany(Expanded).ToList();
        var wanted = _request.Measurements ?? [.. known.Select(one => one.Name!)
            .Concat(_columns.Where(column => column.IsMeasurement).Select(column => column.Name)).Distinct()];
        foreach (var name in wanted.Except(Role.Numbers))
        {
            var made = known.Where(one => one.Name == name && _names.Of(one.Column).Count > 0).ToList();
            if (_request.Map.Of(name) is { } entry)
            {
                if (Mapped(name, entry, Unit.Magnitude) is { } mapped)
                {
                    yield return mapped;
                }
            }
            else if (_all.Of(name).Count > 0 && !made.Exists(one => one.Column == name))
            {
                yield return new AssignedColumn(name, _all.Exactly(name), Unit.Magnitude);
            }
            else if (made is [var column])
            {
                var unit = column.Unit is null ? Unit.Magnitude : Unit.All.First(one => one.Name == column.Unit);
                yield return new AssignedColumn(name, _names.Exactly(column.Column), unit, column.VegaToAb);
            }
            else if (made.Count > 1)
            {
                throw Undecided(name, [.. made.Select(one => _names.Exactly(one.Column))]);
            }
            else if (_request.Measurements is not null && _request.Class == ClassUse.Required)
            {
                throw new CatalogueException($"no column '{name}'. Its columns: {_names.All}. --map {name}=COLUMN names one");
            }
        }
    }

    private static IEnumerable<MeasuredColumn> Expanded(MeasuredColumn column) =>
        column.Column.Contains(SurveyProfile.Band, StringComparison.Ordinal)
            ? Role.Bands.Select(band => column.Column.Replace(SurveyProfile.Band, band, StringComparison.Ordinal))
                .Select(name => column with { Column = name, Name = name })
            : [column with { Name = column.Name ?? column.Column }];

    private ExtinctionColumns ExtinctionOf(List<(AssignedColumn Column, Photometry? Kind)> bands)
    {
        if (IsDereddened)
        {
            throw new CatalogueException($"--deredden: its {Photometry}s are corrected already");
        }

        return ExtinctionColumns.Find(Profile, [.. bands.Select(one => one.Column.Role)], _names, role => NumberOf(role));
    }

    private AssignedColumn? NumberOf(string role, Unit? unit = null)
    {
        if (_request.Map.Of(role) is { } entry)
        {
            return Mapped(role, entry, unit ?? Unit.Magnitude);
        }

        return PlaceOf(role) is { } place
            ? new AssignedColumn(role, place, UnitOf(place, (unit ?? Unit.Magnitude).Name))
            : null;
    }

    private int? TextOf(string role, bool isRequired = false)
    {
        var place = _request.Map.Of(role) is { } entry
            ? Mapped(role, entry, Unit.Magnitude)?.Place
            : PlaceOf(role);
        return place is null && isRequired
            ? throw new CatalogueException(
                $"no column '{role}' (accepted: {string.Join(", ", NamesOf(role))}). Its columns: {_names.All}. "
                + $"--map {role}=COLUMN names one")
            : place;
    }

    // What nobody needs is not asked for.
    private int? OptionalClass()
    {
        var places = _names.Of(NamesOf(Role.Class));
        if (places.Count < 2 || _request.Map.Of(Role.Class) is not null)
        {
            return TextOf(Role.Class);
        }

        Note($"passed over: {Undecided(Role.Class, places).Message}");
        return null;
    }

    private int? PlaceOf(string role) => _names.Of(NamesOf(role)) switch
    {
        [] => null,
        [var place] => place,
        var several => throw Undecided(role, several),
    };

    private AssignedColumn? Mapped(string role, ColumnMap.Entry entry, Unit usual)
    {
        if (entry.Column.Length == 0 || (entry.IsOfAll && _all.Of(entry.Column).Count == 0))
        {
            return null;
        }

        var place = _all.Exactly(entry.Column);
        return new AssignedColumn(role, place, entry.Unit ?? UnitOf(place, usual.Name))
        {
            IsUnitGiven = entry.Unit is not null,
        };
    }

    // The file's own word for the unit counts, where it is of the same kind: a magnitude or flux, or an angle.
    private Unit UnitOf(int place, string usual)
    {
        var assumed = Unit.All.First(unit => unit.Name == usual);
        return _columns[place].Unit is { } words
            && Unit.TryFind(words, out var unit)
            && unit.IsAngle == assumed.IsAngle
                ? unit
                : assumed;
    }

    private IEnumerable<string> NamesOf(string role) =>
        Role.Names.GetValueOrDefault(role, []).Concat(Profile.Columns.GetValueOrDefault(role, []));

    private IReadOnlyDictionary<string, string>? ClassesOf(string column) =>
        Profile.Classes.FirstOrDefault(one => one.Key.Equals(column, StringComparison.OrdinalIgnoreCase)).Value;

    private CatalogueException Undecided(string role, IReadOnlyList<int> places)
    {
        var columns = places.Select(place => _names[place]).ToList();
        return columns.Distinct(StringComparer.Ordinal).Count() == 1
            ? new CatalogueException($"the column {columns[0]} stands twice")
            : new CatalogueException(
                $"{string.Join(" and ", columns)} could both be the {role}: "
                + $"{string.Join(" or ", columns.Select(column => $"--map {role}={column}"))} decides");
    }

    private string Shown(AssignedColumn column) =>
        _names[column.Place] == column.Role ? column.Role
        : $"{column.Role} = {_names[column.Place]}{(column.Unit.IsFlux ? $" ({column.Unit.Name}, made AB)" : "")}";
}
