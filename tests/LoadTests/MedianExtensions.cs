namespace Streaming.LoadTests;

internal static class MedianExtensions
{
    /// <summary>The value in the middle, or the mean of the two there; there must be one at least.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        var ascending = values.Order().ToList();
        return (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;
    }
}
