using Streaming.Telescope.Publishing;

namespace Streaming.Telescope.Rejected;

/// <summary>What can be sent in place of a rejected observation, or why nothing can.</summary>
internal sealed record Mended
{
    /// <summary>The body; null when there is none that could be sent.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The queue that it goes to.</summary>
    public Route Route { get; init; } = Route.Single;

    /// <summary>What was changed: field, before, after, as JSON; before is null where the field was absent.</summary>
    public IReadOnlyList<(string Field, string? Before, string After)> Changes { get; init; } = [];

    /// <summary>Why it cannot be sent; null when it can.</summary>
    public string? WhyNot { get; init; }

    public static Mended Not(string why) => new() { WhyNot = why };
}
