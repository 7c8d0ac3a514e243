using Streaming.Classification.Models;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Scoring;

/// <summary>
/// Tells how unlike the training objects an observation's magnitudes are: the share of them whose density is at most as
/// large, so that a hundredth of what looks like the training data is below 0.01. Immutable.
/// </summary>
internal sealed class NoveltyScale
{
    private const int Digits = 6;

    private readonly string[] _bands;
    private readonly GaussianMixture _mixture;
    private readonly double[] _logDensities;
    private readonly double[] _shares;

    /// <param name="mixture">The model's mixture.</param>
    /// <param name="table">What its densities mean in these bands.</param>
    /// <param name="bands">The ensemble's bands.</param>
    /// <exception cref="ModelException">The parts do not fit together.</exception>
    public NoveltyScale(MixtureDescription mixture, NoveltyTable table, IReadOnlyList<string> bands)
    {
        _bands = [.. bands];
        _mixture = GaussianMixture.Of(mixture, bands);
        _logDensities = [.. table.LogDensities];
        _shares = [.. table.Shares];
        if (_shares.Length == 0
            || _shares.Length != _logDensities.Length
            || !_logDensities.Order().SequenceEqual(_logDensities)
            || Array.Exists(_shares, share => share is not (> 0 and <= 1)))
        {
            throw new ModelException("the table of novelty does not ascend from above 0 to 1");
        }
    }

    /// <summary>The p-value, in (0, 1]; small for what is unusual.</summary>
    public double Of(in Observation observation)
    {
        Span<double> magnitudes = stackalloc double[_bands.Length];
        for (var i = 0; i < magnitudes.Length; i++)
        {
            magnitudes[i] = observation.Value(_bands[i]);
        }

        return Math.Round(ShareAt(_mixture.LogDensity(magnitudes)), Digits);
    }

    private double ShareAt(double logDensity)
    {
        var next = Array.BinarySearch(_logDensities, logDensity);
        next = next < 0 ? ~next : next;
        if (next == 0 || next == _logDensities.Length)
        {
            return _shares[Math.Min(next, _shares.Length - 1)];
        }

        var (low, high) = (_logDensities[next - 1], _logDensities[next]);
        var part = (logDensity - low) / (high - low);
        return _shares[next - 1] + part * (_shares[next] - _shares[next - 1]);
    }
}
