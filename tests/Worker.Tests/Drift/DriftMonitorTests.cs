using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Worker.Drift;
using Xunit;

namespace Streaming.Worker.Tests.Drift;

public sealed class DriftMonitorTests
{
    private static readonly IReadOnlyList<Prediction> Night = Score(4_000, shift: 0);
    private static readonly IReadOnlyList<Prediction> Fainter = Score(4_000, shift: 1);

    private readonly ActiveModel _active = ShippedModel.Active();
    private readonly DriftMonitor _drift;

    public DriftMonitorTests() => _drift = new DriftMonitor(_active);

    [Fact]
    public void There_are_no_figures_of_few_observations()
    {
        Add(Night.Take(DriftMonitor.FewestRows - 1));
        Assert.Null(_drift.Recent());

        Add(Night.Take(1));
        Assert.NotNull(_drift.Recent());
    }

    [Fact]
    public void A_night_like_the_training_data_is_stable_in_every_feature()
    {
        Add(Night);

        var figures = _drift.Recent()!;
        Assert.Equal(ShippedModel.Snapshot.Manifest.Features, figures.Stability.Select(one => one.Feature));
        Assert.All(figures.Stability, one => Assert.InRange(one.Index, 0, 0.1));
    }

    [Fact]
    public void A_night_a_magnitude_fainter_has_shifted_in_its_magnitudes_and_not_in_its_colours()
    {
        Add(Fainter);

        var index = _drift.Recent()!.Stability.ToDictionary(one => one.Feature, one => one.Index);
        Assert.InRange(index["r"], 0.25, 10);
        Assert.InRange(index["u-g"], 0, 0.1);
    }

    [Fact]
    public void Classes_and_confidence_are_means_over_the_recent_observations()
    {
        Add([Of(ObjectClass.Star, 0.5), Of(ObjectClass.Galaxy, 0.9)], times: 500);

        var figures = _drift.Recent()!;
        Assert.Equal(0.7, figures.Confidence, 9);
        Assert.Equal(
            [(ObjectClass.Star, 0.5), (ObjectClass.Galaxy, 0.5), (ObjectClass.Qso, 0)],
            figures.ClassShares);
    }

    [Fact]
    public void What_is_older_than_two_windows_is_forgotten()
    {
        var rows = DriftMonitor.WindowRows;
        Add([Of(ObjectClass.Star, 1)], times: rows);
        Add([Of(ObjectClass.Qso, 1)], times: rows - 1);
        Assert.Equal(rows / (2.0 * rows - 1), Share(ObjectClass.Star), 9);

        Add([Of(ObjectClass.Qso, 1)]);

        Assert.Equal(0, Share(ObjectClass.Star));
        Assert.Equal(1, Share(ObjectClass.Qso));
    }

    [Fact]
    public void Another_model_begins_anew_and_the_last_batch_of_the_old_one_does_not_count()
    {
        Add(Fainter);
        var next = ShippedModel.Renamed("next");
        _active.Replace(next);
        Assert.Null(_drift.Recent());

        Add(Fainter);
        Assert.Null(_drift.Recent());

        _drift.Add(next, Night);
        Assert.All(_drift.Recent()!.Stability, one => Assert.InRange(one.Index, 0, 0.1));
    }

    [Fact]
    public void A_manifest_without_distributions_or_with_ones_that_do_not_fit_gives_no_index_and_no_fault()
    {
        var known = ShippedModel.Snapshot.Manifest;
        var model = new ModelSnapshot(
            known with
            {
                Distributions =
                [
                    new FeatureDistribution("no-such-feature", [1], [0.5, 0.5]),
                    new FeatureDistribution("u", [1, 2], [0.5, 0.5]),
                    known.Distributions[1],
                ],
            },
            Classification.Features.FeatureSchema.Of([.. known.Features]),
            null!);
        _active.Replace(model);

        _drift.Add(model, Night);

        Assert.Equal("g", Assert.Single(_drift.Recent()!.Stability).Feature);
    }

    private static IReadOnlyList<Prediction> Score(int count, double shift) => ShippedModel.Snapshot.Score(
    [
        .. new SimulatedNight(new NightOptions { Seed = 7 }).Observe(count)
            .Select(simulated => Fainten(Classification.Observations.Observation.From(simulated.Observation), shift)),
    ]);

    private static Classification.Observations.Observation Fainten(
        Classification.Observations.Observation observation, double shift) => observation with
        {
            U = observation.U + shift,
            G = observation.G + shift,
            R = observation.R + shift,
            I = observation.I + shift,
            Z = observation.Z + shift,
        };

    private static Prediction Of(string name, double confidence) =>
        Night[0] with { Class = name, Confidence = confidence };

    private void Add(IEnumerable<Prediction> predictions, int times = 1) => _drift.Add(
        ShippedModel.Snapshot, [.. Enumerable.Repeat(predictions, times).SelectMany(some => some)]);

    private double Share(string name) => _drift.Recent()!.ClassShares.Single(one => one.Class == name).Share;
}
