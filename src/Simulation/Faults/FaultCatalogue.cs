using Streaming.Contracts;
using Streaming.Simulation.Objects;

namespace Streaming.Simulation.Faults;

/// <summary>
/// The ways in which observations come spoiled from pipelines. The id stays, so that each rejection can be traced.
/// </summary>
internal static class FaultCatalogue
{
    private const double Sentinel = -9999;

    private static readonly (Func<ObservationReceived, ObservationReceived> Spoil, SimulatedFault[] Faults)[] Kinds =
    [
        (o => o with { U = null }, [new("u", RejectionCode.Missing)]),
        // As in the one spoiled row of the survey's SDSS17 file.
        (o => o with { U = Sentinel, G = Sentinel, Z = Sentinel },
            [new("u", RejectionCode.Sentinel), new("g", RejectionCode.Sentinel), new("z", RejectionCode.Sentinel)]),
        (o => o with { Redshift = Sentinel }, [new("redshift", RejectionCode.Sentinel)]),
        (o => o with { Redshift = Shifted(o.Redshift, 20) }, [new("redshift", RejectionCode.OutOfRange)]),
        // An angle that was not brought back into the circle.
        (o => o with { Alpha = Shifted(o.Alpha, 360) }, [new("alpha", RejectionCode.OutOfRange)]),
        (o => o with { Delta = Shifted(o.Delta, -180) }, [new("delta", RejectionCode.OutOfRange)]),
        // 99 stands for "not detected" in many catalogues.
        (o => o with { I = 99, Z = 99 }, [new("i", RejectionCode.OutOfRange), new("z", RejectionCode.OutOfRange)]),
        (o => o with { ObservedAt = null }, [new("observedAt", RejectionCode.Missing)]),
        (o => o with { Redshift = null }, [new("redshift", RejectionCode.Missing)]),
        (o => o with { Alpha = null, Delta = null },
            [new("alpha", RejectionCode.Missing), new("delta", RejectionCode.Missing)]),
    ];

    /// <summary>Spoils the given share of observations, in [0, 1], and leaves the others alone.</summary>
    public static SimulatedObservation Spoil(SimulatedObservation sound, double share, RandomStream random)
    {
        if (random.Uniform() >= share) return sound;
        var (spoil, faults) = Kinds[random.Below(Kinds.Length)];
        return sound with { Observation = spoil(sound.Observation), Faults = faults };
    }

    private static double? Shifted(double? value, double shift) =>
        value is { } sound ? Math.Round(sound + shift, 7) : null;
}
