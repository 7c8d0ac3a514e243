namespace Streaming.Contracts;

/// <summary>One fault of an observation.</summary>
public sealed record RejectionReason
{
    /// <summary>What kind of fault: one of <see cref="RejectionCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// Name of the faulty field as on the wire, for example <c>redshift</c>; null when the whole body is at fault.
    /// </summary>
    public string? Field { get; init; }

    /// <summary>The faulty value as text, cut at 200 characters; null when there is none.</summary>
    public string? Value { get; init; }

    /// <summary>The fault in words, for people.</summary>
    public required string Message { get; init; }
}
