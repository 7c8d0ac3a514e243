using Streaming.Catalogues.Profiles;

namespace Streaming.Catalogues.Observations;

/// <summary>What is wanted of a file, and what the user says about it.</summary>
internal sealed record CatalogueRequest
{
    /// <summary>The survey's profile; null: recognised by the columns' names.</summary>
    public SurveyProfile? Profile { get; init; }

    public ColumnMap Map { get; init; } = ColumnMap.Empty;

    public ClassWords Classes { get; init; } = ClassWords.Default;

    /// <summary>Whether magnitudes are corrected for the Galaxy's extinction by the file's own columns.</summary>
    public bool Deredden { get; init; }

    public ClassUse Class { get; init; }

    /// <summary>
    /// Whether rows are published: each needs a position, and has an id and a time where the file gives them.
    /// </summary>
    public bool IsPublished { get; init; }

    /// <summary>What the command line said of columns, as it would say it again; empty where it said nothing.</summary>
    public string Said { get; init; } = "";

    /// <summary>Measurements that are wanted; null: whatever the profile knows and the file has.</summary>
    public IReadOnlyList<string>? Measurements { get; init; } = [];
}

/// <summary>What the class of an object is to whoever reads.</summary>
internal enum ClassUse
{
    Ignored,

    /// <summary>Taken where the file has one.</summary>
    Optional,

    /// <summary>A file without a column for it is refused.</summary>
    Required,
}
