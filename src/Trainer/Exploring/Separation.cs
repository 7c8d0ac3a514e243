namespace Streaming.Trainer.Exploring;

/// <summary>How well one value alone tells classes apart.</summary>
internal static class Separation
{
    private const int Bins = 64;

    /// <summary>Mutual information of the class and the value cut into 64 bins of like size.</summary>
    /// <returns>Bits, from 0 to the entropy of the classes.</returns>
    public static double MutualInformation(IReadOnlyList<double> values, IReadOnlyList<string> classes)
    {
        var sorted = values.Order().ToArray();
        var edges = Enumerable.Range(1, Bins - 1).Select(i => sorted[(int)((long)i * sorted.Length / Bins)]).Distinct()
            .ToArray();
        var cells = values.Zip(classes, (value, name) => (Bin: BinOf(value), Class: name)).CountBy(cell => cell)
            .ToList();
        var bins = cells.GroupBy(cell => cell.Key.Bin)
            .ToDictionary(group => group.Key, group => group.Sum(cell => cell.Value));
        var totals = cells.GroupBy(cell => cell.Key.Class)
            .ToDictionary(group => group.Key, group => group.Sum(cell => cell.Value));
        double n = values.Count;
        return Math.Max(0, cells.Sum(cell =>
            cell.Value / n * Math.Log2(cell.Value * n / ((double)bins[cell.Key.Bin] * totals[cell.Key.Class]))));

        int BinOf(double value)
        {
            var at = Array.BinarySearch(edges, value);
            return at >= 0 ? at + 1 : ~at;
        }
    }

    /// <summary>Entropy of the classes, bits: what there is to know.</summary>
    public static double Entropy(IEnumerable<int> counts)
    {
        int[] present = [.. counts.Where(count => count > 0)];
        double n = present.Sum();
        return present.Sum(count => -count / n * Math.Log2(count / n));
    }

    /// <summary>
    /// Area under the ROC curve of one threshold: the share of pairs of one object each in which the value ranks them
    /// right, ties counting half, whichever side is called which.
    /// </summary>
    /// <returns>From 0.5, no help, to 1, perfect.</returns>
    public static double PairwiseAuc(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var ranks = Ranks.Of([.. one, .. other]);
        var sum = ranks.Take(one.Count).Sum();
        var auc = (sum - one.Count * (one.Count + 1.0) / 2) / ((double)one.Count * other.Count);
        return Math.Max(auc, 1 - auc);
    }
}
