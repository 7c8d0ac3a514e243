using Streaming.Classification.Models;

namespace Streaming.Classification.Scoring;

/// <summary>
/// A density over magnitudes: a mixture of normal distributions with full covariances. Its marginal in fewer bands is a
/// mixture again, of the same weights, so that one mixture serves every choice of bands. Immutable.
/// </summary>
internal sealed class GaussianMixture
{
    private readonly int _bands;
    private readonly double[][] _means;

    // By component: the lower triangle of the inverse of the covariance's Cholesky factor, row by row.
    private readonly double[][] _inverses;

    // By component: the logarithm of its weight and of what makes its density integrate to 1.
    private readonly double[] _offsets;

    /// <param name="weights">Together 1.</param>
    /// <param name="means">By component.</param>
    /// <param name="covariances">By component, symmetric, [band, band].</param>
    /// <exception cref="ModelException">A covariance is not positive definite, or the parts do not fit.</exception>
    public GaussianMixture(
        IReadOnlyList<double> weights, IReadOnlyList<double[]> means, IReadOnlyList<double[,]> covariances)
    {
        _bands = means[0].Length;
        _means = [.. means];
        _inverses = new double[weights.Count][];
        _offsets = new double[weights.Count];
        for (var k = 0; k < weights.Count; k++)
        {
            var factor = Cholesky(covariances[k]);
            _inverses[k] = Inverse(factor);
            _offsets[k] = Math.Log(weights[k]) - _bands / 2.0 * Math.Log(2 * Math.PI);
            for (var i = 0; i < _bands; i++)
            {
                _offsets[k] -= Math.Log(factor[i, i]);
            }
        }
    }

    public int Components => _means.Length;

    /// <summary>The density of a model in some of its bands.</summary>
    /// <param name="mixture">The model's mixture.</param>
    /// <param name="bands">Bands of the mixture.</param>
    /// <exception cref="ModelException">It lacks one of the bands, or is no density.</exception>
    public static GaussianMixture Of(MixtureDescription mixture, IReadOnlyList<string> bands)
    {
        int[] places = [.. bands.Select(band => mixture.Bands.ToList().IndexOf(band))];
        var all = mixture.Bands.Count;
        if (places.Length == 0
            || places.Contains(-1)
            || mixture.Components.Count == 0
            || mixture.Components.Any(one => one.Mean.Count != all || one.Covariance.Count != all * (all + 1) / 2))
        {
            throw new ModelException($"the mixture has no density in {string.Join(' ', bands)}");
        }

        return new GaussianMixture(
            [.. mixture.Components.Select(one => one.Weight)],
            [.. mixture.Components.Select(one => Array.ConvertAll(places, place => one.Mean[place]))],
            [.. mixture.Components.Select(one => Part(one.Covariance, places))]);
    }

    /// <summary>Natural logarithm of the density.</summary>
    /// <param name="magnitudes">A magnitude a band.</param>
    public double LogDensity(ReadOnlySpan<double> magnitudes)
    {
        Span<double> logarithms = stackalloc double[_means.Length];
        return LogDensities(magnitudes, logarithms);
    }

    /// <summary>As <see cref="LogDensity"/>, with the share of each component.</summary>
    /// <param name="magnitudes">A magnitude a band.</param>
    /// <param name="logarithms">Filled with the logarithm of each component's weighted density.</param>
    public double LogDensities(ReadOnlySpan<double> magnitudes, Span<double> logarithms)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < _means.Length; k++)
        {
            logarithms[k] = _offsets[k] - Distance(magnitudes, _means[k], _inverses[k]) / 2;
            largest = Math.Max(largest, logarithms[k]);
        }

        // A component whose density is e^-40 of the largest changes no digit that is kept.
        var sum = 0.0;
        foreach (var logarithm in logarithms)
        {
            sum += logarithm > largest - 40 ? Math.Exp(logarithm - largest) : 0;
        }

        return largest + Math.Log(sum);
    }

    // Mahalanobis' distance, squared: the length of the inverse factor times the deviation.
    private static double Distance(ReadOnlySpan<double> magnitudes, double[] mean, double[] inverse)
    {
        Span<double> deviation = stackalloc double[magnitudes.Length];
        var squared = 0.0;
        var next = 0;
        for (var i = 0; i < magnitudes.Length; i++)
        {
            deviation[i] = magnitudes[i] - mean[i];
            var sum = 0.0;
            for (var j = 0; j <= i; j++)
            {
                sum += inverse[next++] * deviation[j];
            }

            squared += sum * sum;
        }

        return squared;
    }

    private static double[,] Part(IReadOnlyList<double> triangle, int[] places)
    {
        var part = new double[places.Length, places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < places.Length; j++)
            {
                var (row, column) = (Math.Max(places[i], places[j]), Math.Min(places[i], places[j]));
                part[i, j] = triangle[row * (row + 1) / 2 + column];
            }
        }

        return part;
    }

    private static double[,] Cholesky(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var factor = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                factor[i, j] = i > j ? sum / factor[j, j]
                    : sum > 0 ? Math.Sqrt(sum)
                    : throw new ModelException("a covariance of the mixture is not positive definite");
            }
        }

        return factor;
    }

    private static double[] Inverse(double[,] factor)
    {
        var n = factor.GetLength(0);
        var inverse = new double[n * (n + 1) / 2];
        for (var column = 0; column < n; column++)
        {
            for (var row = column; row < n; row++)
            {
                var sum = row == column ? 1.0 : 0.0;
                for (var k = column; k < row; k++)
                {
                    sum -= factor[row, k] * inverse[k * (k + 1) / 2 + column];
                }

                inverse[row * (row + 1) / 2 + column] = sum / factor[row, row];
            }
        }

        return inverse;
    }
}
