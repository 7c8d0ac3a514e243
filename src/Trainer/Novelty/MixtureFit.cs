using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Novelty;

/// <summary>
/// Fits a mixture of normal distributions to magnitudes by expectation-maximisation (Dempster, Laird, Rubin 1977). It
/// begins with the rows spread over the components by distance to centres that were drawn far apart (k-means++, Arthur
/// and Vassilvitskii 2007). The same rows in any order, and the same seed, give the same mixture.
/// </summary>
internal static class MixtureFit
{
    /// <summary>To so many rows at most: those whose keys come first, which is as good as by chance.</summary>
    public const int MostRows = 40_000;

    private const int FewestRowsPerComponent = 50;
    private const int Digits = 10;

    /// <summary>Components of a mixture of many rows: docs/adr/0024 has what more or fewer would do.</summary>
    private const int Components = 24;

    /// <summary>Steps of the fit, after which more change no figure that is looked at.</summary>
    public const int Steps = 60;

    // Below this a component would shrink onto rows that are alike, mag².
    private const double SmallestVariance = 1e-3;

    /// <summary>Fits the rows that have all of the bands.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="bands">The bands.</param>
    /// <param name="seed">Draws the first centres.</param>
    /// <param name="onStep">Told how many steps are done.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The mixture; null when there are too few rows for one.</returns>
    public static MixtureDescription? Of(
        IReadOnlyList<LabelledRow> rows, InputSet bands, int seed, Action<long> onStep, CancellationToken cancellation)
    {
        double[][] points =
        [
            .. OrderedRows.Of(rows).Where(row => bands.IsIn(row.Observation)).Take(MostRows)
                .Select(row => bands.Bands.Select(row.Observation.Value).ToArray()),
        ];
        var components = Math.Min(Components, points.Length / FewestRowsPerComponent);
        if (components == 0)
        {
            return null;
        }

        var fit = new Fit(points, components);
        fit.Assign(Centres(points, components, new Random(seed)));
        for (var step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            fit.Step();
            onStep(step + 1);
        }

        return fit.Describe(bands.Bands);
    }

    // In colours and one magnitude, where distances mean more than in five magnitudes that go together.
    private static double[][] Centres(double[][] points, int count, Random random)
    {
        var centres = new List<double[]> { points[random.Next(points.Length)] };
        var nearest = new double[points.Length];
        Array.Fill(nearest, double.PositiveInfinity);
        while (centres.Count < count)
        {
            var sum = 0.0;
            for (var i = 0; i < points.Length; i++)
            {
                nearest[i] = Math.Min(nearest[i], Distance(points[i], centres[^1]));
                sum += nearest[i];
            }

            var drawn = random.NextDouble() * sum;
            var chosen = 0;
            while (chosen < points.Length - 1 && (drawn -= nearest[chosen]) > 0)
            {
                chosen++;
            }

            centres.Add(points[chosen]);
        }

        return [.. centres];
    }

    private static double Distance(double[] one, double[] other)
    {
        var middle = one.Length / 2;
        var sum = Square((one[middle] - other[middle]) / 2);
        for (var i = 1; i < one.Length; i++)
        {
            sum += Square(one[i] - one[i - 1] - other[i] + other[i - 1]);
        }

        return sum;
    }

    private static double Square(double value) => value * value;

    private sealed class Fit(double[][] points, int components)
    {
        private readonly int _bands = points[0].Length;
        private readonly double[] _weights = new double[components];
        private readonly double[][] _means = new double[components][];
        private readonly double[][,] _covariances = new double[components][,];

        public void Assign(double[][] centres)
        {
            var sums = new Sums(_bands, components);
            foreach (var point in points)
            {
                var nearest = Enumerable.Range(0, components).MinBy(k => Distance(point, centres[k]));
                sums.Add(point, nearest, 1);
            }

            Take(sums);
        }

        public void Step()
        {
            var mixture = new GaussianMixture(_weights, _means, _covariances);
            var sums = new Sums(_bands, components);
            Span<double> logarithms = stackalloc double[components];
            foreach (var point in points)
            {
                var density = mixture.LogDensities(point, logarithms);
                for (var k = 0; k < components; k++)
                {
                    // A smaller share of a row moves no mean in any digit that is kept.
                    if (logarithms[k] - density > -25)
                    {
                        sums.Add(point, k, Math.Exp(logarithms[k] - density));
                    }
                }
            }

            Take(sums);
        }

        public MixtureDescription Describe(IReadOnlyList<string> bands) => new(
            bands,
            [
                .. Enumerable.Range(0, components).Select(k => new MixtureComponent(
                    Short(_weights[k]),
                    [.. _means[k].Select(Short)],
                    [
                        .. from i in Enumerable.Range(0, _bands)
                           from j in Enumerable.Range(0, i + 1)
                           select Short(_covariances[k][i, j]),
                    ])),
            ]);

        private static double Short(double value) => Math.Round(value, Digits);

        private void Take(Sums sums)
        {
            for (var k = 0; k < components; k++)
            {
                // A component that lost its rows keeps a share too small to matter, so that its logarithm exists.
                var weight = Math.Max(sums.Weights[k], 1e-6);
                _weights[k] = weight / points.Length;
                _means[k] = [.. Enumerable.Range(0, _bands).Select(i => sums.Values[k, i] / weight)];
                var covariance = new double[_bands, _bands];
                for (var i = 0; i < _bands; i++)
                {
                    for (var j = 0; j < _bands; j++)
                    {
                        covariance[i, j] = sums.Products[k, i, j] / weight - _means[k][i] * _means[k][j];
                    }

                    covariance[i, i] += SmallestVariance;
                }

                _covariances[k] = covariance;
            }
        }
    }

    private sealed class Sums(int bands, int components)
    {
        public double[] Weights { get; } = new double[components];

        public double[,] Values { get; } = new double[components, bands];

        public double[,,] Products { get; } = new double[components, bands, bands];

        public void Add(double[] point, int component, double share)
        {
            Weights[component] += share;
            for (var i = 0; i < bands; i++)
            {
                var part = share * point[i];
                Values[component, i] += part;
                for (var j = 0; j < bands; j++)
                {
                    Products[component, i, j] += part * point[j];
                }
            }
        }
    }
}
