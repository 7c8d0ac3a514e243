using Streaming.Simulation;

namespace Streaming.Telescope.Simulating;

/// <summary>One line of a JSON Lines file: an observation as on the wire, and the class that it truly has.</summary>
internal sealed record LabelledLine(
    string? ObservationId,
    DateTimeOffset? ObservedAt,
    double? Alpha,
    double? Delta,
    double? U,
    double? G,
    double? R,
    double? I,
    double? Z,
    double? Redshift,
    string Class,
    string? VisitId,
    string? Source)
{
    public static LabelledLine Of(SimulatedObservation simulated)
    {
        var o = simulated.Observation;
        return new LabelledLine(
            o.ObservationId, o.ObservedAt, o.Alpha, o.Delta, o.U, o.G, o.R, o.I, o.Z, o.Redshift,
            simulated.Class, o.VisitId, o.Source);
    }
}
