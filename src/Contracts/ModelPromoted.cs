using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>
/// A new champion is in the model store. Names a version to look up in the store that the worker is configured with;
/// never a path or an address.
/// </summary>
public sealed record ModelPromoted
{
    /// <summary>The new champion.</summary>
    [Required]
    public ModelReference? Model { get; init; }

    /// <summary>Its metrics on the frozen hold-out, by name, for example <c>macroF1</c>.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>When it was promoted, UTC.</summary>
    public DateTimeOffset? PromotedAt { get; init; }
}
