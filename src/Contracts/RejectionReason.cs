using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>One fault of an observation.</summary>
public sealed record RejectionReason
{
    /// <summary>What kind of fault, one of <see cref="RejectionCode"/>.</summary>
    [AllowedValues(
        RejectionCode.Missing, RejectionCode.WrongType, RejectionCode.NotFinite, RejectionCode.Sentinel,
        RejectionCode.OutOfRange, RejectionCode.NotATime, RejectionCode.EmptyBody, RejectionCode.NotUnpacked,
        RejectionCode.NotJson, RejectionCode.NotAnObservation, RejectionCode.TooFewBands, RejectionCode.InputsNotSupported)]
    public required string Code { get; init; }

    /// <summary>
    /// Name of the faulty field as on the wire, for example <c>redshift</c>; null or absent when it is the whole
    /// observation that is at fault.
    /// </summary>
    public string? Field { get; init; }

    /// <summary>The faulty value as text, cut at 200 characters; null or absent when there is none.</summary>
    [MaxLength(200)]
    public string? Value { get; init; }

    /// <summary>The fault in words, for people.</summary>
    public required string Message { get; init; }
}
