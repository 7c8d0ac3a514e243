namespace Streaming.Simulation.Objects;

/// <summary>How the objects of one class look, as fitted to the survey by <c>fit/fit_distributions.py</c>.</summary>
/// <param name="Class">The class, one of <see cref="Contracts.ObjectClass"/>.</param>
/// <param name="Share">Its share of all objects.</param>
/// <param name="Lowest">Smallest r, u-g, g-r, r-i, i-z, root of the redshift, u, g, i, z that is drawn.</param>
/// <param name="Highest">The largest, in the same order.</param>
/// <param name="Observed">Quantiles of each column in the survey, at <see cref="Population.Quantiles"/>.</param>
/// <param name="Components">The mixture.</param>
internal sealed record ClassDistribution(
    string Class,
    double Share,
    double[] Lowest,
    double[] Highest,
    IReadOnlyDictionary<string, double[]> Observed,
    MixtureComponent[] Components)
{
    private const int FeatureCount = 6;

    // The root is that of the redshift plus this, as in fit/fit_distributions.py.
    private const double RedshiftOffset = 0.01;

    /// <summary>Draws one object. One in a few hundred lies outside the survey's limits and is drawn again.</summary>
    public Light Draw(RandomStream random)
    {
        Span<double> drawn = stackalloc double[Lowest.Length];
        do
        {
            DrawComponent(random).Draw(random, drawn[..FeatureCount]);
            AddBands(drawn);
        }
        while (!IsWithinLimits(drawn));

        var redshift = drawn[5] * drawn[5] - RedshiftOffset;
        return new Light(
            Math.Round(drawn[6], 5),
            Math.Round(drawn[7], 5),
            Math.Round(drawn[0], 5),
            Math.Round(drawn[8], 5),
            Math.Round(drawn[9], 5),
            Math.Round(redshift, 7));
    }

    private MixtureComponent DrawComponent(RandomStream random)
    {
        var left = random.Uniform();
        foreach (var component in Components)
        {
            left -= component.Weight;
            if (left < 0) return component;
        }

        // The weights are rounded and may add up to a little less than 1.
        return Components[0];
    }

    private static void AddBands(Span<double> drawn)
    {
        var g = drawn[0] + drawn[2];
        var i = drawn[0] - drawn[3];
        drawn[6] = g + drawn[1];
        drawn[7] = g;
        drawn[8] = i;
        drawn[9] = i - drawn[4];
    }

    private bool IsWithinLimits(ReadOnlySpan<double> drawn)
    {
        for (var k = 0; k < drawn.Length; k++)
            if (drawn[k] < Lowest[k] || drawn[k] > Highest[k]) return false;
        return true;
    }
}
