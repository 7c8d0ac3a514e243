using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;

namespace Streaming.Classification.Tests;

/// <summary>A density of observations with five bands: one normal distribution of their mean and covariance.</summary>
internal static class TestMixture
{
    private const int Points = 500;

    public static MixtureDescription Of(IReadOnlyList<Observation> observations)
    {
        var bands = InputSet.BandNames;
        var mean = bands.Select(band => observations.Average(one => one.Value(band))).ToList();
        var covariance = new List<double>();
        for (var row = 0; row < bands.Length; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var (one, other) = (row, column);
                covariance.Add(observations.Average(o =>
                    (o.Value(bands[one]) - mean[one]) * (o.Value(bands[other]) - mean[other])));
            }
        }

        return new MixtureDescription(bands, [new MixtureComponent(1, mean, covariance)]);
    }

    /// <summary>What its densities in some bands mean, by the observations themselves.</summary>
    public static NoveltyTable Table(
        MixtureDescription mixture, IReadOnlyList<string> bands, IReadOnlyList<Observation> observations)
    {
        var density = GaussianMixture.Of(mixture, bands);
        var all = observations
            .Select(one => density.LogDensity([.. bands.Select(one.Value)]))
            .Order()
            .ToList();
        var points = Enumerable.Range(1, Points).Select(point => all.Count * point / Points).ToList();
        return new NoveltyTable(
            [.. points.Select(point => all[point - 1])], [.. points.Select(point => (double)point / all.Count)]);
    }
}
