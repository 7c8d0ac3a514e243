namespace Streaming.Trainer.Exploring;

/// <summary>Finds the peaks of a distribution: two or more say that objects of several kinds are mixed in it.</summary>
internal static class Peaks
{
    private const int Bins = 200;

    // A valley must lie a tenth of the highest peak below the lower of its two peaks to part them.
    private const double SmallestDip = 0.1;

    /// <summary>Positions of the peaks of the density, smoothed by a normal kernel of Silverman's width.</summary>
    public static IReadOnlyList<double> Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        var (low, high) = (Summary.Quantile(sorted, 0.001), Summary.Quantile(sorted, 0.999));
        var summary = Summary.Of(values);
        var robust = Math.Min(summary.Deviation, (summary.ThirdQuartile - summary.FirstQuartile) / 1.34);
        if (high <= low || robust <= 0)
        {
            return [summary.Median];
        }

        var step = (high - low) / Bins;
        var width = Math.Max(0.9 * robust * Math.Pow(sorted.Length, -0.2), step);
        var counts = Reporting.Histogram.Density(sorted, low, high, Bins);
        var density = new double[Bins];
        for (var i = 0; i < Bins; i++)
        {
            for (var j = 0; j < Bins; j++)
            {
                var distance = (i - j) * step / width;
                density[i] += counts[j] * Math.Exp(-distance * distance / 2);
            }
        }

        return [.. Prominent(density).Select(i => low + (i + 0.5) * step)];
    }

    // Walks up and down: a peak counts once the density has fallen far enough below it, a valley once it has risen.
    private static List<int> Prominent(double[] density)
    {
        var dip = SmallestDip * density.Max();
        var peaks = new List<int>();
        var (rising, top, bottom) = (true, 0, 0);
        for (var i = 0; i < density.Length; i++)
        {
            top = density[i] > density[top] ? i : top;
            bottom = density[i] < density[bottom] ? i : bottom;
            if (rising && density[i] < density[top] - dip)
            {
                peaks.Add(top);
                (rising, bottom) = (false, i);
            }
            else if (!rising && density[i] > density[bottom] + dip)
            {
                (rising, top) = (true, i);
            }
        }

        if (rising && density[top] >= dip)
        {
            peaks.Add(top);
        }

        return peaks;
    }
}
