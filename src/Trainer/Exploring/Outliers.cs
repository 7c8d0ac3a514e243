namespace Streaming.Trainer.Exploring;

/// <summary>Counts objects that lie far from their own class.</summary>
internal static class Outliers
{
    /// <summary>Distance, in robust standard deviations (1.4826 × the median absolute deviation).</summary>
    public const double Limit = 5;

    /// <summary>How many of a class's values are further than <see cref="Limit"/> from its median.</summary>
    public static int Count(IReadOnlyCollection<double> values)
    {
        var median = Median(values);
        var deviation = 1.4826 * Median([.. values.Select(value => Math.Abs(value - median))]);
        return deviation > 0 ? values.Count(value => Math.Abs(value - median) > Limit * deviation) : 0;
    }

    private static double Median(IReadOnlyCollection<double> values) => Summary.Quantile([.. values.Order()], 0.5);
}
