using System.Globalization;
using Streaming.Contracts;
using Streaming.Simulation.Faults;
using Streaming.Simulation.Gaps;
using Streaming.Simulation.Objects;
using Streaming.Simulation.Pointings;

namespace Streaming.Simulation;

/// <summary>
/// A night of observations like those of the Sloan Digital Sky Survey: colours, redshifts and class shares follow its
/// data release 17. A longer night starts with the shorter one.
/// </summary>
public sealed class SimulatedNight
{
    private readonly NightOptions _options;

    /// <summary>A night as the options say.</summary>
    /// <param name="options">What the night looks like.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public SimulatedNight(NightOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Cadence, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.VisitSize, 1);
        RequireShare(options.FaultyShare, nameof(options.FaultyShare));
        RequireShare(options.PhotometricShare, nameof(options.PhotometricShare));
        RequireShare(options.MissingBandsShare, nameof(options.MissingBandsShare));
        _options = options;
    }

    /// <summary>The first observations of the night, made while they are read.</summary>
    /// <param name="count">How many, at least 0.</param>
    public IEnumerable<SimulatedObservation> Observe(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Enumerate(count);
    }

    private IEnumerable<SimulatedObservation> Enumerate(int count)
    {
        Visit? visit = null;
        for (var index = 0; index < count; index++)
        {
            if (index % _options.VisitSize == 0) visit = Visit.Draw(_options.Seed, index / _options.VisitSize);
            var sound = WithGaps(Observe(index, visit!), index);
            yield return FaultCatalogue.Spoil(sound, _options.FaultyShare, RandomStream.ForFault(_options.Seed, index));
        }
    }

    private SimulatedObservation Observe(int index, Visit visit)
    {
        var random = RandomStream.ForObservation(_options.Seed, index);
        var (alpha, delta) = visit.Point(random);
        var @class = Population.Shared.DrawClass(random);
        var light = @class.Draw(random);
        var observation = new ObservationReceived
        {
            ObservationId = string.Create(CultureInfo.InvariantCulture, $"sim-{_options.Seed}-{index + 1:D7}"),
            ObservedAt = _options.Start + index * _options.Cadence,
            Alpha = alpha,
            Delta = delta,
            U = light.U,
            G = light.G,
            R = light.R,
            I = light.I,
            Z = light.Z,
            Redshift = light.Redshift,
            VisitId = visit.Id,
            Source = _options.Source,
        };
        return new SimulatedObservation(observation, @class.Class);
    }

    private SimulatedObservation WithGaps(SimulatedObservation whole, int index)
    {
        var (seed, observation) = (_options.Seed, whole.Observation);
        observation = Gap.InRedshift(observation, _options.PhotometricShare, RandomStream.ForRedshift(seed, index));
        observation = Gap.InBands(observation, _options.MissingBandsShare, RandomStream.ForBands(seed, index));
        return whole with { Observation = observation };
    }

    private static void RequireShare(double share, string name)
    {
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(name, share, $"{name} lies in [0, 1].");
    }
}
