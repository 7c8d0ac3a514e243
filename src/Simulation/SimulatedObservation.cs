using Streaming.Contracts;

namespace Streaming.Simulation;

/// <summary>An observation together with the truth about it.</summary>
/// <param name="Observation">What the telescope publishes.</param>
/// <param name="Class">What the object is: one of <see cref="ObjectClass"/>.</param>
public sealed record SimulatedObservation(ObservationReceived Observation, string Class)
{
    /// <summary>Its faults, in the order of the fields on the wire; empty when it is sound.</summary>
    public IReadOnlyList<SimulatedFault> Faults { get; init; } = [];

    /// <summary>Whether the observation is to be rejected.</summary>
    public bool IsFaulty => Faults.Count > 0;
}
