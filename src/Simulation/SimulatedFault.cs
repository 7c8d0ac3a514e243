using Streaming.Contracts;

namespace Streaming.Simulation;

/// <summary>One fault that was put into an observation, and so one reason for which it is to be rejected.</summary>
/// <param name="Field">
/// Name of the faulty field as on the wire, for example <c>redshift</c>; null when it is the whole observation that is
/// at fault.
/// </param>
/// <param name="Code">The expected <see cref="RejectionReason.Code"/>: one of <see cref="RejectionCode"/>.</param>
public sealed record SimulatedFault(string? Field, string Code);
