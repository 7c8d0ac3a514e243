namespace Streaming.Trainer.Exploring;

/// <summary>How well one value alone tells classes apart.</summary>
internal static class Separation
{
    private const int Bins = 64;

    /// <summary>Mutual information of the class and the value cut into 64 bins of like size.</summary>
    /// <returns>Bits, from 0 to the entropy of the classes.</returns>
    public static double MutualInformation(IReadOnlyList<double> values, IReadOnlyList<string> classes)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        var edges = Enumerable.Range(1, Bins - 1).Select(i => sorted[(int)((long)i * sorted.Length / Bins)]).Distinct()
            .ToArray();
        var (cells, bins, totals) =
            (new Dictionary<string, int[]>(), new int[edges.Length + 1], new Dictionary<string, int>());
        var met = new List<(string Class, int Bin)>();
        for (var i = 0; i < sorted.Length; i++)
        {
            var (name, bin) = (classes[i], BinOf(values[i]));
            if (!cells.TryGetValue(name, out var ofClass))
            {
                cells[name] = ofClass = new int[bins.Length];
                totals[name] = 0;
            }

            if (ofClass[bin]++ == 0)
            {
                met.Add((name, bin));
            }

            bins[bin]++;
            totals[name]++;
        }

        double n = sorted.Length;
        return Math.Max(0, met.Sum(cell =>
        {
            var count = cells[cell.Class][cell.Bin];
            return count / n * Math.Log2(count * n / ((double)bins[cell.Bin] * totals[cell.Class]));
        }));

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
