using Streaming.Contracts;
using Streaming.Simulation.Objects;

namespace Streaming.Simulation.Faults;

/// <summary>
/// The ways in which observations come spoiled from pipelines. Each holds of an observation with gaps too. The id stays
/// in all but one, so that rejections can be traced.
/// </summary>
internal static class FaultCatalogue
{
    private const double Sentinel = -9999;

    // Detector counts that nobody turned into a magnitude.
    private const double Counts = 31_415;

    // What FITS tables of 16-bit integers hold where there is no value.
    private const double Blank = -32_768;

    private static readonly (Func<ObservationReceived, ObservationReceived> Spoil, SimulatedFault[] Faults)[] Kinds =
    [
        (o => o with { ObservationId = null }, [new("observationId", RejectionCode.Missing)]),
        // As in the one spoiled row of the survey's SDSS17 file: two bands are not enough.
        (o => o with { U = Sentinel, G = Sentinel, Z = Sentinel }, [new(null, RejectionCode.TooFewBands)]),
        (o => o with { G = Counts }, [new("g", RejectionCode.OutOfRange)]),
        (o => o with { Redshift = Shifted(Measured(o.Redshift), 20) }, [new("redshift", RejectionCode.OutOfRange)]),
        // An angle that was not brought back into the circle.
        (o => o with { Alpha = Shifted(o.Alpha, 360) }, [new("alpha", RejectionCode.OutOfRange)]),
        (o => o with { Delta = Shifted(o.Delta, -180) }, [new("delta", RejectionCode.OutOfRange)]),
        (o => o with { I = Blank, Z = Blank },
            [new("i", RejectionCode.OutOfRange), new("z", RejectionCode.OutOfRange)]),
        (o => o with { ObservedAt = null }, [new("observedAt", RejectionCode.Missing)]),
        (o => o with { Alpha = Sentinel, Delta = Sentinel },
            [new("alpha", RejectionCode.Sentinel), new("delta", RejectionCode.Sentinel)]),
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

    private static double Measured(double? redshift) =>
        redshift is { } number && !NotMeasured.IsMark(number) ? number : 0;
}
