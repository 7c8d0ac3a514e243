namespace Streaming.Simulation.Objects;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195): a counter and a mixer, so that each
/// observation has a stream of its own, whatever came before it. <see cref="Random"/> promises the same sequence only
/// within one version of .NET.
/// </summary>
internal sealed class RandomStream
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    private RandomStream(int seed, int use, int index) =>
        _state = Mix(Mix(Mix((uint)seed) + (uint)use * Step) + (uint)index * Step);

    /// <summary>What the observation of this index is.</summary>
    public static RandomStream ForObservation(int seed, int index) => new(seed, use: 1, index);

    /// <summary>Where the telescope points in the visit of this index.</summary>
    public static RandomStream ForVisit(int seed, int index) => new(seed, use: 2, index);

    /// <summary>Whether and how the observation of this index is spoiled.</summary>
    public static RandomStream ForFault(int seed, int index) => new(seed, use: 3, index);

    /// <summary>Whether the observation of this index has a redshift, and how its lack is written.</summary>
    public static RandomStream ForRedshift(int seed, int index) => new(seed, use: 4, index);

    /// <summary>Which bands of the observation of this index are not measured, and how that is written.</summary>
    public static RandomStream ForBands(int seed, int index) => new(seed, use: 5, index);

    /// <summary>Evenly distributed in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly distributed in [lowest, highest).</summary>
    public double Uniform(double lowest, double highest) => lowest + (highest - lowest) * Uniform();

    /// <summary>Evenly distributed in 0 … count - 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>
    /// Standard normal, by the ratio of uniforms as bounded by Leva (1992, ACM TOMS 18, algorithm 712). Chosen because
    /// its result is plain arithmetic, alike on every processor; the logarithm, which is not, only decides a rare tie.
    /// </summary>
    public double Normal()
    {
        while (true)
        {
            var u = 1 - Uniform();
            var v = 1.7156 * (Uniform() - 0.5);
            var x = u - 0.449871;
            var y = Math.Abs(v) + 0.386595;
            var q = x * x + y * (0.19600 * y - 0.25472 * x);
            if (q < 0.27597 || (q <= 0.27846 && v * v <= -4 * Math.Log(u) * u * u)) return v / u;
        }
    }

    private ulong Next() => Mix(_state += Step);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
