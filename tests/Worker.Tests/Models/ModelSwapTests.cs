using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Classification.Tests;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Models;

public sealed class ModelSwapTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ModelCopies _copies = new();
    private readonly ActiveModel _active = new();
    private readonly ModelReports _reports = new(
        Options.Create(new InstanceOptions { Name = "the-worker" }), TimeProvider.System);

    private readonly FakeLogger<ModelSwap> _log = new();
    private readonly ModelSwap _swap;

    public ModelSwapTests() => _swap = new ModelSwap(
        _copies.Store,
        _active,
        _reports,
        new WorkerMetrics(_services.GetRequiredService<IMeterFactory>()),
        new WarmUp(SmallModel.Scorer(), TimeProvider.System),
        Options.Create(new BatchingOptions()),
        _log);

    public void Dispose()
    {
        _copies.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void The_first_model_is_reported_without_one_before_it_and_the_next_with_it()
    {
        Promote("one");
        _swap.Look();
        Promote("two");
        _swap.Look();

        var first = Next().Activated!;
        var second = Next().Activated!;
        Assert.Equal(("the-worker", "one", null), (first.Instance, first.Model.Version, first.Previous));
        Assert.Equal(("two", "one"), (second.Model.Version, second.Previous!.Version));
        Assert.Equal(ModelCopies.Sha256, second.Model.Sha256);
        Assert.True(_swap.Uses("two"));
    }

    [Fact]
    public void Swaps_are_counted_and_a_champion_that_stays_refused_is_counted_once()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        using var swaps = new MetricCollector<long>(meters, WorkerMetrics.MeterName, "streaming.model.swaps");
        using var refusals = new MetricCollector<long>(meters, WorkerMetrics.MeterName, "streaming.model.refusals");
        _swap.Look();
        Promote("one");
        _swap.Look();
        _swap.Look();
        _copies.Add("bad", ensemble => ensemble with { Canary = [] });
        _copies.Promote("bad");
        _swap.Look();
        _swap.Look();

        Assert.Equal(1, swaps.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.Equal(1, refusals.GetMeasurementSnapshot().EvaluateAsCounter());
    }

    [Fact]
    public void A_store_that_is_gone_under_a_model_is_counted_and_one_that_was_empty_is_not()
    {
        using var refusals = new MetricCollector<long>(
            _services.GetRequiredService<IMeterFactory>(), WorkerMetrics.MeterName, "streaming.model.refusals");
        _swap.Look();
        Promote("one");
        _swap.Look();
        Assert.Empty(refusals.GetMeasurementSnapshot());

        File.Delete(Path.Combine(_copies.Store.Path, ModelStore.ChampionFile));
        _swap.Look();
        _swap.Look();

        Assert.Equal(1, refusals.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.True(_swap.Uses("one"));
    }

    [Fact]
    public void Nothing_is_reported_while_the_champion_stays()
    {
        Promote("one");
        _swap.Look();
        _swap.Look();

        Assert.NotNull(Next().Activated);
        Assert.False(_reports.Waiting.TryRead(out _));
    }

    [Fact]
    public void A_refusal_is_reported_once_for_each_reason_and_again_after_a_good_model()
    {
        Promote("good");
        _swap.Look();
        Next();
        _copies.Add("bad", ensemble => ensemble with { Canary = [] });
        _copies.Promote("bad");
        _swap.Look();
        _swap.Look();

        var refused = Next().Refused!;
        Assert.Equal(("the-worker", "bad", "good"), (refused.Instance, refused.Version, refused.Kept!.Version));
        Assert.Equal(_swap.Refusal, refused.Reason);
        Assert.Contains("canary", refused.Reason, StringComparison.Ordinal);
        Assert.False(_reports.Waiting.TryRead(out _));

        _copies.Promote("good");
        _swap.Look();
        Assert.Null(_swap.Refusal);
        _copies.Promote("bad");
        _swap.Look();
        Assert.NotNull(Next().Refused);
    }

    [Fact]
    public void An_ensemble_that_ML_NET_scores_itself_is_told_of_in_the_log()
    {
        Promote("trees");
        _swap.Look();
        Assert.DoesNotContain(_log.Collector.GetSnapshot(), record => record.Level == LogLevel.Warning);

        _copies.Promote(LinearPackage.AddTo(_copies.Store).Version);
        _swap.Look();

        Assert.Equal(
            "Model linear: 1 of 3 ensembles are scored by ML.NET itself, many times slower; u-g-r-i-z-redshift: "
                + "a MulticlassPredictionTransformer`1 has no compiled form",
            Assert.Single(_log.Collector.GetSnapshot(), record => record.Level == LogLevel.Warning).Message);
        Assert.True(_swap.Uses("linear"));
    }

    [Fact]
    public void Without_any_good_model_nothing_is_kept()
    {
        _copies.Add("bad", ensemble => ensemble with { Canary = [] });
        _copies.Promote("bad");
        _swap.Look();

        Assert.Null(Next().Refused!.Kept);
        Assert.Null(_active.Current);
    }

    [Fact]
    public void An_empty_store_is_a_refusal_that_names_no_version_and_is_not_reported()
    {
        _swap.Look();

        Assert.Contains(ModelStore.ChampionFile, _swap.Refusal, StringComparison.Ordinal);
        Assert.False(_reports.Waiting.TryRead(out _));
    }

    [Fact]
    public void A_champion_with_another_fingerprint_than_announced_is_refused_at_every_look()
    {
        Promote("one");
        _swap.Look();
        Next();
        Promote("two");
        _swap.Expect(new ModelReference { Version = "two", Sha256 = new string('0', 64) });
        _swap.Look();
        _swap.Look();

        Assert.Equal("two", Next().Refused!.Version);
        Assert.True(_swap.Uses("one"));

        _swap.Expect(new ModelReference { Version = "two", Sha256 = ModelCopies.Sha256 });
        _swap.Look();
        Assert.True(_swap.Uses("two"));
    }

    [Fact]
    public void An_announcement_of_another_version_than_the_champion_changes_nothing()
    {
        Promote("one");
        _swap.Expect(new ModelReference { Version = "two", Sha256 = new string('0', 64) });
        _swap.Look();

        Assert.True(_swap.Uses("one"));
    }

    [Fact]
    public void A_manifest_that_breaks_a_check_itself_is_a_refusal()
    {
        Promote("one");
        _swap.Look();
        Next();
        _copies.Add("bad", ensemble => ensemble with { Features = [null!] });
        _copies.Promote("bad");
        _swap.Look();

        Assert.Equal("bad", Next().Refused!.Version);
        Assert.True(_swap.Uses("one"));
    }

    private void Promote(string version)
    {
        _copies.Add(version);
        _copies.Promote(version);
    }

    private ModelReport Next() => _reports.Waiting.TryRead(out var report)
        ? report
        : throw new InvalidOperationException("nothing was reported");
}
