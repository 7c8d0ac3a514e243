namespace Streaming.Trainer.Tuning;

/// <summary>
/// A density on the unit interval: a Gaussian at every point, folded back at both ends, and one part in all that is
/// even, so that no place is ever excluded.
/// </summary>
internal sealed class ParzenDensity
{
    private const double Narrowest = 0.06;
    private const double Widest = 0.3;

    private readonly double[] _centres;
    private readonly double _width;

    public ParzenDensity(double[] centres)
    {
        _centres = centres;
        _width = Math.Clamp(1.0 / (1 + centres.Length), Narrowest, Widest);
    }

    public double At(double x)
    {
        var sum = 1.0;
        foreach (var centre in _centres)
        {
            sum += Bell(x - centre) + Bell(x + centre) + Bell(x + centre - 2);
        }

        return sum / (_centres.Length + 1);
    }

    public double Sample(Random random)
    {
        var part = random.Next(_centres.Length + 1);
        if (part == _centres.Length)
        {
            return random.NextDouble();
        }

        // Box and Muller 1958; 1 - u, because u may be 0.
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
        var folded = Math.Abs(_centres[part] + _width * normal) % 2;
        return folded > 1 ? 2 - folded : folded;
    }

    private double Bell(double distance)
    {
        var t = distance / _width;
        return Math.Exp(-t * t / 2) / (_width * Math.Sqrt(Math.Tau));
    }
}
