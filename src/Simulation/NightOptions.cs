using Streaming.Contracts;

namespace Streaming.Simulation;

/// <summary>How a simulated night looks. Equal options give equal nights, bit for bit, on every machine.</summary>
public sealed record NightOptions
{
    /// <summary>Picks the night; any number. Default 17.</summary>
    public int Seed { get; init; } = 17;

    /// <summary>When the first observation is made. Default 2026-01-15 20:00 UTC.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 15, 20, 0, 0, TimeSpan.Zero);

    /// <summary>Time from one observation to the next, at least zero. Default 10 ms.</summary>
    public TimeSpan Cadence { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Observations of one visit (one pointing of the telescope), at least 1. Default 1,000: the fibres on one
    /// plate of the BOSS spectrograph (Smee et al. 2013, AJ 146, 32).
    /// </summary>
    public int VisitSize { get; init; } = 1000;

    /// <summary>Name of the publisher, in <c>source</c>. Default <c>simulator</c>.</summary>
    public string Source { get; init; } = "simulator";

    /// <summary>
    /// Share of observations without a redshift, in [0, 1]. Default 0. It is absent, or one of the surveys' marks
    /// (<see cref="NotMeasured"/>). All else stays as it is.
    /// </summary>
    public double PhotometricShare { get; init; }

    /// <summary>
    /// Share of observations of which a band is not measured, or, of one in five, two, in [0, 1]. Default 0. They are
    /// absent, or one of the surveys' marks. All else stays as it is.
    /// </summary>
    public double MissingBandsShare { get; init; }

    /// <summary>Share of observations that are spoiled, in [0, 1]. Default 0. The others stay as they are.</summary>
    public double FaultyShare { get; init; }
}
