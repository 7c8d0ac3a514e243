namespace Streaming.Telescope.Errors;

/// <summary>Which messages a command is about.</summary>
internal sealed record ErrorSelection
{
    /// <summary>The queues that are looked through.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>Part of the reason, in any case of letters; null for every reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Set aside at this time or later. A message without a time is in no span of time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Set aside before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Ids; none for every message.</summary>
    public IReadOnlySet<string> Ids { get; init; } = new HashSet<string>();

    /// <summary>The most messages.</summary>
    public long Limit { get; init; } = long.MaxValue;

    public bool Takes(SetAside one) =>
        (Reason is null || one.Reason.Contains(Reason, StringComparison.OrdinalIgnoreCase))
        && (Since is null || one.Time >= Since)
        && (Until is null || one.Time < Until)
        && (Ids.Count == 0 || Ids.Contains(one.Message.Id));
}
