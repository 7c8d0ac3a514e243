namespace Streaming.Trainer.Exploring;

/// <summary>Statistics of one value over some objects.</summary>
/// <param name="Count">How many.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Deviation">Sample standard deviation, divisor n − 1.</param>
/// <param name="Minimum">Smallest.</param>
/// <param name="FirstQuartile">A quarter is not larger.</param>
/// <param name="Median">Half are not larger.</param>
/// <param name="ThirdQuartile">Three quarters are not larger.</param>
/// <param name="Maximum">Largest.</param>
/// <param name="Skewness">Third standardised moment: above 0 when the tail is on the side of large values.</param>
internal sealed record Summary(
    int Count,
    double Mean,
    double Deviation,
    double Minimum,
    double FirstQuartile,
    double Median,
    double ThirdQuartile,
    double Maximum,
    double Skewness)
{
    /// <summary>Computes them.</summary>
    /// <param name="values">At least one.</param>
    public static Summary Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        var mean = sorted.Average();
        var squares = sorted.Sum(value => (value - mean) * (value - mean));
        var cubes = sorted.Sum(value => Math.Pow(value - mean, 3));
        var spread = Math.Sqrt(squares / sorted.Length);
        return new Summary(
            sorted.Length,
            mean,
            sorted.Length > 1 ? Math.Sqrt(squares / (sorted.Length - 1)) : 0,
            sorted[0],
            Quantile(sorted, 0.25),
            Quantile(sorted, 0.5),
            Quantile(sorted, 0.75),
            sorted[^1],
            spread > 0 ? cubes / sorted.Length / Math.Pow(spread, 3) : 0);
    }

    /// <summary>Interpolates between the two nearest values, as NumPy and spreadsheets do.</summary>
    /// <param name="sorted">In rising order, at least one.</param>
    /// <param name="share">In [0, 1].</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
