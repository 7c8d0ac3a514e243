using System.Numerics;
using System.Runtime.InteropServices;
using Streaming.Classification.Models;

namespace Streaming.Classification.Scoring;

/// <summary>
/// A density over magnitudes: a mixture of normal distributions with full covariances. Its marginal in fewer bands is a
/// mixture again, of the same weights, so that one mixture serves every choice of bands. Immutable.
/// </summary>
internal sealed class GaussianMixture
{
    private readonly int _bands;

    // SIMD lanes hold components side by side; what fills up the last vector has no density.
    private readonly int _vectors;

    // By band: of each component.
    private readonly Vector<double>[] _means;

    // The lower triangle of the inverse of the covariance's Cholesky factor, row by row: of each component.
    private readonly Vector<double>[] _inverses;

    // Of each component: the logarithm of its weight and of what makes its density integrate to 1.
    private readonly Vector<double>[] _offsets;

    /// <param name="weights">Together 1.</param>
    /// <param name="means">By component.</param>
    /// <param name="covariances">By component, symmetric, [band, band].</param>
    /// <exception cref="ModelException">A covariance is not positive definite, or the parts do not fit.</exception>
    public GaussianMixture(
        IReadOnlyList<double> weights, IReadOnlyList<double[]> means, IReadOnlyList<double[,]> covariances)
    {
        _bands = means[0].Length;
        Components = weights.Count;
        _vectors = (Components + Vector<double>.Count - 1) / Vector<double>.Count;
        var inverses = new double[Components][];
        var offsets = new double[Components];
        for (var k = 0; k < Components; k++)
        {
            var factor = Cholesky(covariances[k]);
            inverses[k] = Inverse(factor);
            offsets[k] = Math.Log(weights[k]) - _bands / 2.0 * Math.Log(2 * Math.PI);
            for (var i = 0; i < _bands; i++)
            {
                offsets[k] -= Math.Log(factor[i, i]);
            }
        }

        _means = SideBySide(_bands, (k, band) => means[k][band], 0);
        _inverses = SideBySide(inverses[0].Length, (k, place) => inverses[k][place], 0);
        _offsets = SideBySide(1, (k, _) => offsets[k], double.NegativeInfinity);
    }

    public int Components { get; }

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
        Span<double> logarithms = stackalloc double[Components];
        return LogDensities(magnitudes, logarithms);
    }

    /// <summary>As <see cref="LogDensity"/>, with the share of each component.</summary>
    /// <param name="magnitudes">A magnitude a band.</param>
    /// <param name="logarithms">Filled with the logarithm of each component's weighted density.</param>
    public double LogDensities(ReadOnlySpan<double> magnitudes, Span<double> logarithms)
    {
        var largest = double.NegativeInfinity;
        Span<double> some = stackalloc double[Vector<double>.Count];
        for (var vector = 0; vector < _vectors; vector++)
        {
            (_offsets[vector] - (Distance(magnitudes, vector) / 2)).CopyTo(some);
            var rest = logarithms[(vector * some.Length)..];
            for (var k = 0; k < Math.Min(rest.Length, some.Length); k++)
            {
                rest[k] = some[k];
                largest = Math.Max(largest, some[k]);
            }
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
    private Vector<double> Distance(ReadOnlySpan<double> magnitudes, int vector)
    {
        Span<Vector<double>> deviation = stackalloc Vector<double>[magnitudes.Length];
        var squared = Vector<double>.Zero;
        var next = vector;
        for (var i = 0; i < magnitudes.Length; i++)
        {
            deviation[i] = new Vector<double>(magnitudes[i]) - _means[(i * _vectors) + vector];
            var sum = Vector<double>.Zero;
            for (var j = 0; j <= i; j++, next += _vectors)
            {
                sum += _inverses[next] * deviation[j];
            }

            squared += sum * sum;
        }

        return squared;
    }

    // One row after another, each as many vectors as hold all components.
    private Vector<double>[] SideBySide(int rows, Func<int, int, double> value, double otherwise)
    {
        var width = _vectors * Vector<double>.Count;
        double[] all =
        [
            .. Enumerable.Range(0, rows * width)
                .Select(i => i % width < Components ? value(i % width, i / width) : otherwise),
        ];
        return MemoryMarshal.Cast<double, Vector<double>>(all).ToArray();
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
