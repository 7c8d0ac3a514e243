using Streaming.Contracts;
using Streaming.Simulation.Objects;

namespace Streaming.Simulation.Gaps;

/// <summary>
/// What a telescope does not measure: most objects have no spectrum and so no redshift, and of some a band is missing.
/// At least three bands are left, so a gap is no fault.
/// </summary>
internal static class Gap
{
    private const double TwoBandsShare = 0.2;

    // The others carry a mark in the place of the number, as the tables of surveys do.
    private const double LeftOutShare = 0.7;

    private static readonly Func<ObservationReceived, double?, ObservationReceived>[] Bands =
    [
        (o, mark) => o with { U = mark },
        (o, mark) => o with { G = mark },
        (o, mark) => o with { R = mark },
        (o, mark) => o with { I = mark },
        (o, mark) => o with { Z = mark },
    ];

    /// <summary>Takes the redshift from the given share of observations, in [0, 1].</summary>
    public static ObservationReceived InRedshift(ObservationReceived whole, double share, RandomStream random) =>
        random.Uniform() < share ? whole with { Redshift = Mark(random) } : whole;

    /// <summary>Takes one band, of one in five two, from the given share of observations, in [0, 1].</summary>
    public static ObservationReceived InBands(ObservationReceived whole, double share, RandomStream random)
    {
        if (random.Uniform() >= share) return whole;
        var lacksTwo = random.Uniform() < TwoBandsShare;
        var first = random.Below(Bands.Length);
        var second = (first + 1 + random.Below(Bands.Length - 1)) % Bands.Length;
        // One telescope writes both in the same way.
        var mark = Mark(random);
        var lacking = Bands[first](whole, mark);
        return lacksTwo ? Bands[second](lacking, mark) : lacking;
    }

    private static double? Mark(RandomStream random) =>
        random.Uniform() < LeftOutShare ? null : NotMeasured.Marks[random.Below(NotMeasured.Marks.Count)];
}
