namespace Streaming.Telescope.Rejected;

/// <summary>Which rejections a command is about: each condition must hold, for one and the same of the reasons.</summary>
internal sealed record RejectedSelection
{
    /// <summary>Codes, one of which a reason must have; none for every reason.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The field that a reason must name; null for every field.</summary>
    public string? Field { get; init; }

    /// <summary>Who published it; null for everybody.</summary>
    public string? Source { get; init; }

    /// <summary>Rejected at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Rejected before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Ids of observations; none for all.</summary>
    public IReadOnlySet<string> Ids { get; init; } = new HashSet<string>();

    /// <summary>The most rejections.</summary>
    public long Limit { get; init; } = long.MaxValue;

    public bool Takes(Rejection one) =>
        one.Event.Reasons.Any(reason =>
            (Codes.Count == 0 || Codes.Any(code => Rejection.IsOf(reason, code)))
            && (Field is null || reason.Field == Field))
        && (Source is null || one.Event.Source == Source)
        && (Since is null || one.Event.RejectedAt >= Since)
        && (Until is null || one.Event.RejectedAt < Until)
        && (Ids.Count == 0 || (one.Event.ObservationId is { } id && Ids.Contains(id)));
}
