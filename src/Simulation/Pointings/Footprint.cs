using Streaming.Simulation.Objects;

namespace Streaming.Simulation.Pointings;

/// <summary>
/// The part of the sky that is observed, after the survey's imaging footprint (Aihara et al. 2011, ApJS 193, 29): the
/// northern and the southern galactic cap, away from the disc of the Milky Way.
/// </summary>
internal static class Footprint
{
    private const double Lowest = -10;
    private const double Highest = 70;

    /// <summary>A point of the footprint, degrees, evenly by area.</summary>
    public static (double Alpha, double Delta) Draw(RandomStream random)
    {
        while (true)
        {
            var alpha = random.Uniform(0, 360);
            var delta = random.Uniform(Lowest, Highest);
            // A circle of declination is shorter, the nearer to the pole it runs.
            if (random.Uniform() < Cosine.OfDegrees(delta) && Contains(alpha, delta)) return (alpha, delta);
        }
    }

    private static bool Contains(double alpha, double delta) =>
        alpha is > 115 and < 255 ? delta > -5 : alpha is < 45 or > 325 && delta < 35;
}
