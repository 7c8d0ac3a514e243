using System.Globalization;
using Streaming.Simulation.Objects;

namespace Streaming.Simulation.Pointings;

/// <summary>One pointing of the telescope: a disc of the sky.</summary>
/// <param name="Id">Its name, for example <c>night-17-visit-0001</c>.</param>
/// <param name="Alpha">Right ascension of its centre, degrees, in [0, 360).</param>
/// <param name="Delta">Declination of its centre, degrees.</param>
internal sealed record Visit(string Id, double Alpha, double Delta)
{
    /// <summary>Radius of the survey's plates, degrees (Smee et al. 2013, AJ 146, 32).</summary>
    public const double Radius = 1.5;

    /// <summary>The visit of this index: anywhere in the footprint, evenly by area.</summary>
    public static Visit Draw(int seed, int index)
    {
        var random = RandomStream.ForVisit(seed, index);
        var (alpha, delta) = Footprint.Draw(random);
        var id = string.Create(CultureInfo.InvariantCulture, $"night-{seed}-visit-{index + 1:D4}");
        return new Visit(id, alpha, delta);
    }

    /// <summary>A point in the disc, evenly by area, rounded to 7 decimals (0.4 milliarcseconds).</summary>
    public (double Alpha, double Delta) Point(RandomStream random)
    {
        double east, north;
        do
        {
            east = random.Uniform(-Radius, Radius);
            north = random.Uniform(-Radius, Radius);
        }
        while (east * east + north * north > Radius * Radius);

        var delta = Delta + north;
        var alpha = Math.Round(Alpha + east / Cosine.OfDegrees(delta), 7);
        var turn = alpha < 0 ? 360 : alpha >= 360 ? -360 : 0;
        return (Math.Round(alpha + turn, 7), Math.Round(delta, 7));
    }
}
