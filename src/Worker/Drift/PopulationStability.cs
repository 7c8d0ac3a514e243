namespace Streaming.Worker.Drift;

/// <summary>
/// The population stability index: the sum over bins of (actual − expected) · ln(actual / expected), the symmetric
/// Kullback–Leibler divergence of two histograms (N. Siddiqi, Credit Risk Scorecards, Wiley 2006; its sampling noise
/// in B. Yurdakul, Statistical Properties of Population Stability Index, Western Michigan University 2018). By custom
/// below 0.1 is stable and above 0.25 has shifted.
/// </summary>
internal static class PopulationStability
{
    /// <summary>Stands for a smaller share: an empty bin would make the index infinite.</summary>
    public const double SmallestShare = 0.0001;

    /// <param name="counts">Recent observations in each bin, together above 0.</param>
    /// <param name="expected">Share of the training rows in each bin.</param>
    public static double Index(IReadOnlyList<long> counts, IReadOnlyList<double> expected)
    {
        double all = counts.Sum();
        return counts.Zip(expected, (count, share) => Term(count / all, share)).Sum();
    }

    private static double Term(double actual, double expected)
    {
        var (a, e) = (Math.Max(actual, SmallestShare), Math.Max(expected, SmallestShare));
        return (a - e) * Math.Log(a / e);
    }
}
