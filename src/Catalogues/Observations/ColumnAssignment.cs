using Streaming.Catalogues.Profiles;
using Streaming.Catalogues.Tables;
using Streaming.Contracts;

namespace Streaming.Catalogues.Observations;

/// <summary>Which column is what, by the user's word, else by a survey's profile, else not at all.</summary>
internal sealed class ColumnAssignment
{
    private readonly ColumnNames _names;
    private readonly ColumnFinder _finder;
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
        _request = request;
        _names = new ColumnNames(columns, withMeasurements: false);
        Profile = request.Profile ?? SurveyProfiles.Recognise(_names, request.Map);
        _finder = new ColumnFinder(columns, request.Map, Profile);
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
        NoteExtinction([.. bands.Select(one => one.Column.Role)]);
        Numbers =
        [
            .. Position(),
            .. bands.Select(one => one.Column),
            .. Redshift(),
            .. new MeasurementFinder(columns, _finder, Profile, [.. bands.Select(one => one.Kind).OfType<Photometry>()])
                .Find(request),
        ];
        Class = request.Class switch
        {
            ClassUse.Ignored => null,
            ClassUse.Optional => OptionalClass(),
            _ => _finder.TextOf(Role.Class, isRequired: true),
        };
        Classes = Class is { } place && ClassesOf(columns[place].Name) is { } words
            ? request.Classes.And(words)
            : request.Classes;
        Source = _finder.TextOf(Role.Source);
        if (request.IsPublished)
        {
            (ObservationId, ObservedAt, VisitId) =
                (_finder.TextOf(Role.ObservationId), _finder.TextOf(Role.ObservedAt), _finder.TextOf(Role.VisitId));
            Mjd = ObservedAt is null ? _finder.NumberOf(Role.Mjd) : null;
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

    private (AssignedColumn, Photometry?)? BandOf(string band)
    {
        if (_request.Map.Of(band) is { } entry)
        {
            return _finder.Mapped(band, entry, Unit.Magnitude) is { } mapped ? (mapped, null) : null;
        }

        return _bands.Of(band) is var (kind, place)
            ? (new AssignedColumn(band, place, _finder.UnitOf(place, kind.Unit ?? Unit.Magnitude.Name)), kind)
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
        AssignedColumn?[] position =
            [_finder.NumberOf(Role.Alpha, Unit.Degree), _finder.NumberOf(Role.Delta, Unit.Degree)];
        if (_request.IsPublished && Array.IndexOf(position, null) is >= 0 and var absent)
        {
            var role = absent == 0 ? Role.Alpha : Role.Delta;
            throw new CatalogueException(
                $"no column for {(absent == 0 ? "right ascension" : "declination")} "
                + $"({string.Join(", ", _finder.NamesOf(role))}). Its columns: {_names.All}. "
                + $"--map {role}=COLUMN names one");
        }

        return position.OfType<AssignedColumn>();
    }

    private IEnumerable<AssignedColumn> Redshift()
    {
        if (_request.Map.Of(Role.Redshift) is { } entry)
        {
            return _finder.Mapped(Role.Redshift, entry, Unit.Magnitude) is { } mapped ? [mapped] : [];
        }

        var places = _names.Of(_finder.NamesOf(Role.Redshift)).Concat(_bands.LoneZ is { } lone ? [lone] : []).ToList();
        if (places is [var place])
        {
            if (place == _bands.LoneZ)
            {
                _notes.Add($"{_names[place]} is the redshift, since the bands have columns of their own");
            }

            return [new AssignedColumn(Role.Redshift, place, Unit.Magnitude)];
        }

        return places.Count == 0 ? [] : throw _finder.Undecided(Role.Redshift, places);
    }

    // A column for it does not correct by itself: a model that was trained on uncorrected magnitudes would go astray.
    private void NoteExtinction(IReadOnlyList<string> bands)
    {
        if (!_request.Deredden && !IsDereddened && ExtinctionColumns.AreIn(Profile, bands, _names))
        {
            Note("its magnitudes are taken as they are; --deredden corrects them by its columns of the Galaxy's extinction");
        }
    }

    private ExtinctionColumns ExtinctionOf(List<(AssignedColumn Column, Photometry? Kind)> bands)
    {
        if (IsDereddened)
        {
            throw new CatalogueException($"--deredden: its {Photometry}s are corrected already");
        }

        return ExtinctionColumns.Find(
            Profile, [.. bands.Select(one => one.Column.Role)], _names, role => _finder.NumberOf(role));
    }

    // What nobody needs is not asked for.
    private int? OptionalClass()
    {
        var places = _names.Of(_finder.NamesOf(Role.Class));
        if (places.Count < 2 || _request.Map.Of(Role.Class) is not null)
        {
            return _finder.TextOf(Role.Class);
        }

        Note($"passed over: {_finder.Undecided(Role.Class, places).Message}");
        return null;
    }

    private IReadOnlyDictionary<string, string>? ClassesOf(string column) =>
        Profile.Classes.FirstOrDefault(one => one.Key.Equals(column, StringComparison.OrdinalIgnoreCase)).Value;

    private string Shown(AssignedColumn column) =>
        _names[column.Place] == column.Role ? column.Role
        : $"{column.Role} = {_names[column.Place]}{(column.Unit.IsFlux ? $" ({column.Unit.Name}, made AB)" : "")}";
}
