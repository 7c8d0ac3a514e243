namespace Streaming.Trainer.Exploring;

/// <summary>Ranks of values and the correlation of ranks.</summary>
internal static class Ranks
{
    /// <summary>The rank of every value, the smallest being 1; equal values share their mean rank.</summary>
    public static double[] Of(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end + 1 < order.Length && values[order[end + 1]] == values[order[start]])
            {
                end++;
            }

            for (var i = start; i <= end; i++)
            {
                ranks[order[i]] = (start + end) / 2.0 + 1;
            }

            start = end + 1;
        }

        return ranks;
    }

    /// <summary>Pearson's coefficient; of ranks it is Spearman's, which outliers do not move.</summary>
    /// <returns>From -1 to 1; 0 when either does not vary.</returns>
    public static double Correlation(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (meanOne, meanOther) = (one.Average(), other.Average());
        double product = 0, squaresOne = 0, squaresOther = 0;
        for (var i = 0; i < one.Count; i++)
        {
            var (a, b) = (one[i] - meanOne, other[i] - meanOther);
            product += a * b;
            squaresOne += a * a;
            squaresOther += b * b;
        }

        var scale = Math.Sqrt(squaresOne * squaresOther);
        return scale > 0 ? product / scale : 0;
    }
}
