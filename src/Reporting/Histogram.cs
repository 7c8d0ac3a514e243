namespace Streaming.Reporting;

/// <summary>Shares of values in bins that take the same room on an axis.</summary>
internal static class Histogram
{
    /// <summary>
    /// Counts values between two bounds; what lies outside is not counted but still one of the whole.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="start">Left end of the first bin.</param>
    /// <param name="end">Right end of the last bin.</param>
    /// <param name="bins">How many.</param>
    /// <returns>Share of all values in every bin, per unit of the values.</returns>
    public static double[] Density(IReadOnlyList<double> values, double start, double end, int bins)
    {
        var density = new double[bins];
        var width = (end - start) / bins;
        foreach (var value in values)
        {
            var bin = (int)Math.Floor((value - start) / width);
            if (bin >= 0 && bin < bins)
            {
                density[bin] += 1 / (width * values.Count);
            }
        }

        return density;
    }

    /// <summary>The outline of a histogram, from its lower left corner to its lower right one.</summary>
    public static IEnumerable<(double X, double Y)> Steps(double[] heights, double start, double end)
    {
        var width = (end - start) / heights.Length;
        yield return (start, 0);
        for (var i = 0; i < heights.Length; i++)
        {
            yield return (start + i * width, heights[i]);
            yield return (start + (i + 1) * width, heights[i]);
        }

        yield return (end, 0);
    }
}
