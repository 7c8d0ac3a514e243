namespace Streaming.Simulation.Pointings;

/// <summary>
/// A cosine of plain arithmetic. The last bit of <see cref="Math.Cos"/> differs between operating systems, and a
/// simulated night must not.
/// </summary>
internal static class Cosine
{
    /// <summary>The cosine of an angle in [-90, 90] degrees, to 1e-12, by its Taylor series.</summary>
    public static double OfDegrees(double degrees)
    {
        var square = degrees * (Math.PI / 180) * degrees * (Math.PI / 180);
        var (sum, term) = (1.0, 1.0);
        for (var n = 2; n <= 24; n += 2)
        {
            term *= -square / (n * (n - 1));
            sum += term;
        }

        return sum;
    }
}
