using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Worker.Drift;
using Xunit;

namespace Streaming.Worker.Tests.Drift;

public sealed class DriftMonitorTests
{
    private static readonly ScoredGroup Night = Assert.Single(
        ShippedModel.Snapshot.ScoreByEnsemble([.. Observe(0)]));

    private static readonly ScoredGroup Fainter = Assert.Single(
        ShippedModel.Snapshot.ScoreByEnsemble([.. Observe(1)]));

    private readonly ActiveModel _active = ShippedModel.Active();
    private readonly DriftMonitor _drift;

    public DriftMonitorTests() => _drift = new DriftMonitor(_active);

    [Fact]
    public void There_are_no_figures_of_few_observations()
    {
        Add(Some(DriftWindow.FewestRows - 1, ObjectClass.Star, 1));
        Assert.Empty(_drift.Recent());

        Add(Some(1, ObjectClass.Star, 1));
        Assert.Single(_drift.Recent());
    }

    [Fact]
    public void A_night_like_the_training_data_is_stable_in_every_feature()
    {
        Add(Night);

        var figures = Assert.Single(_drift.Recent());
        Assert.Equal("spectroscopic", figures.Kind);
        Assert.Equal(
            ShippedModel.Snapshot.Spectroscopic!.Manifest.Features, figures.Stability.Select(one => one.Feature));
        Assert.All(figures.Stability, one => Assert.InRange(one.Index, 0, 0.1));
    }

    [Fact]
    public void A_night_a_magnitude_fainter_has_shifted_in_its_magnitudes_and_not_in_its_colours()
    {
        Add(Fainter);

        var index = Assert.Single(_drift.Recent()).Stability.ToDictionary(one => one.Feature, one => one.Index);
        Assert.InRange(index["r"], 0.25, 10);
        Assert.InRange(index["u-g"], 0, 0.1);
    }

    [Fact]
    public void Classes_and_confidence_are_means_over_the_recent_observations()
    {
        Add(Some(500, ObjectClass.Star, 0.5));
        Add(Some(500, ObjectClass.Galaxy, 0.9));

        var figures = Assert.Single(_drift.Recent());
        Assert.Equal(0.7, figures.Confidence, 9);
        Assert.Equal(
            [(ObjectClass.Star, 0.5), (ObjectClass.Galaxy, 0.5), (ObjectClass.Qso, 0)],
            figures.ClassShares);
    }

    [Fact]
    public void What_is_older_than_two_windows_is_forgotten()
    {
        var rows = DriftWindow.WindowRows;
        Add(Some(rows, ObjectClass.Star, 1));
        Add(Some(rows - 1, ObjectClass.Qso, 1));
        Assert.Equal(rows / (2.0 * rows - 1), Share(ObjectClass.Star), 9);

        Add(Some(1, ObjectClass.Qso, 1));

        Assert.Equal(0, Share(ObjectClass.Star));
        Assert.Equal(1, Share(ObjectClass.Qso));
    }

    [Fact]
    public void Another_model_begins_anew_and_the_last_batch_of_the_old_one_does_not_count()
    {
        Add(Fainter);
        var next = ShippedModel.Renamed("next");
        _active.Replace(next);
        Assert.Empty(_drift.Recent());

        Add(Fainter);
        Assert.Empty(_drift.Recent());

        Score(next, Observe(0));
        Assert.All(Assert.Single(_drift.Recent()).Stability, one => Assert.InRange(one.Index, 0, 0.1));
    }

    [Fact]
    public void A_manifest_without_distributions_or_with_ones_that_do_not_fit_gives_no_index_and_no_fault()
    {
        var known = ShippedModel.Snapshot.Manifest;
        var trained = ShippedModel.Snapshot.Spectroscopic!.Manifest;
        var ensemble = new Ensemble(
            known,
            trained with
            {
                Distributions =
                [
                    new FeatureDistribution("no-such-feature", [1], [0.5, 0.5]),
                    new FeatureDistribution("u", [1, 2], [0.5, 0.5]),
                    trained.Distributions[1],
                ],
            },
            FeatureSchema.Of([.. trained.Features]),
            null!);
        var model = new ModelSnapshot(known, [ensemble]);
        _active.Replace(model);

        _drift.Add(model, Night with { Ensemble = ensemble });

        Assert.Equal(trained.Distributions[1].Feature, Assert.Single(Assert.Single(_drift.Recent()).Stability).Feature);
    }

    [Fact]
    public void What_has_a_redshift_and_what_has_none_are_watched_apart()
    {
        var model = SmallModel.Snapshot;
        _active.Replace(model);

        Score(
            model,
            [
                .. Observe(0).Take(1_500),
                .. Observe(0).Skip(1_500).Take(1_500).Select(one => one with { Redshift = double.NaN }),
            ]);

        var figures = _drift.Recent();
        Assert.Equal(["spectroscopic", "photometric"], figures.Select(one => one.Kind));
        Assert.Equal(
            [model.Spectroscopic!.Manifest.Features, model.Photometric!.Manifest.Features],
            figures.Select(one => one.Stability.Select(feature => feature.Feature)));
        Assert.All(figures.SelectMany(one => one.Stability), one => Assert.InRange(one.Index, 0, 0.1));
    }

    [Fact]
    public void A_drift_of_one_kind_is_not_one_of_the_other()
    {
        var model = SmallModel.Snapshot;
        _active.Replace(model);

        Score(
            model,
            [
                .. Observe(0).Take(1_500),
                .. Observe(1).Skip(1_500).Take(1_500).Select(one => one with { Redshift = double.NaN }),
            ]);

        var indices = _drift.Recent().ToDictionary(
            one => one.Kind, one => one.Stability.Single(feature => feature.Feature == "r").Index);
        Assert.InRange(indices["spectroscopic"], 0, 0.1);
        Assert.InRange(indices["photometric"], 0.25, 10);
    }

    [Fact]
    public void What_lacks_a_band_and_what_was_not_answered_do_not_count()
    {
        var model = SmallModel.Snapshot;
        _active.Replace(model);

        Score(model, Observe(0).Select(one => one with { U = double.NaN }));
        Score(model, Observe(0).Select(one => one with { G = double.NaN }));

        Assert.Empty(_drift.Recent());
    }

    private static IEnumerable<Observation> Observe(double shift) =>
        new SimulatedNight(new NightOptions { Seed = 7 }).Observe(4_000)
            .Select(simulated => Fainten(Observation.From(simulated.Observation), shift));

    private static Observation Fainten(Observation observation, double shift) => observation with
    {
        U = observation.U + shift,
        G = observation.G + shift,
        R = observation.R + shift,
        I = observation.I + shift,
        Z = observation.Z + shift,
    };

    // Predictions alike; of their features nothing is said.
    private static ScoredGroup Some(int count, string name, double confidence) => new(
        Night.Ensemble,
        [.. Enumerable.Range(0, count)],
        new FeatureBlocks(count, Night.Features.Features),
        [.. Enumerable.Repeat(Night.Predictions[0] with { Class = name, Confidence = confidence }, count)]);

    private void Add(ScoredGroup scored) => _drift.Add(ShippedModel.Snapshot, scored);

    private void Score(ModelSnapshot model, IEnumerable<Observation> observations)
    {
        foreach (var group in model.ScoreByEnsemble([.. observations]))
        {
            _drift.Add(model, group);
        }
    }

    private double Share(string name) =>
        Assert.Single(_drift.Recent()).ClassShares.Single(one => one.Class == name).Share;
}
