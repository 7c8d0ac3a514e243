using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Sky;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Telemetry;

/// <summary>What the answers of a batch are counted by: inputs, candidates, novelty, source.</summary>
public sealed class AnswerMetricsTests : IDisposable
{
    private static readonly string[] Full = ["u", "g", "r", "i", "z", "redshift"];
    private static readonly string[] FourBands = ["g", "r", "i", "z", "psfMag_r"];

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly BatchProgress _progress;

    public AnswerMetricsTests()
    {
        var time = new FakeTimeProvider();
        var metrics = new WorkerMetrics(_services.GetRequiredService<IMeterFactory>());
        _progress = new BatchProgress(metrics, new SkyFeed(new SkyAudience(), time), time);
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Answers_are_counted_by_the_kind_of_their_inputs_and_the_number_of_bands()
    {
        using var counted = Collect("streaming.observations.inputs");

        Complete(Classified(Full), Classified(FourBands), Classified(Full), Classified(FourBands[..3]), Rejected());

        Assert.Equal(
            ["photometric 3: 1", "photometric 4: 1", "spectroscopic 5: 2"],
            Lines(counted, "streaming.inputs.kind", "streaming.inputs.bands"));
    }

    [Fact]
    public void Answers_are_counted_by_the_number_of_their_candidates()
    {
        using var counted = Collect("streaming.observations.candidates");

        Complete(
            Classified(Full, candidates: 1),
            Classified(FourBands, candidates: 2),
            Classified(FourBands, candidates: 0),
            Classified(FourBands, candidates: 2),
            Classified(FourBands, candidates: null),
            Rejected());

        Assert.Equal(
            ["photometric 0: 1", "photometric 2: 2", "spectroscopic 1: 1"],
            Lines(counted, "streaming.inputs.kind", "streaming.candidates"));
    }

    [Fact]
    public void What_is_novel_is_counted_by_kind_and_source()
    {
        using var counted = Collect("streaming.observations.novel");

        Complete(
            Classified(Full, novelty: 0.0099, source: "a"),
            Classified(FourBands, novelty: 0.001, source: "a"),
            Classified(FourBands, novelty: ObjectClassified.NovelBelow, source: "a"),
            Classified(FourBands, novelty: null, source: "a"),
            Classified(FourBands, novelty: 0.002, source: null),
            Rejected());

        Assert.Equal(
            ["photometric a: 1", "photometric none: 1", "spectroscopic a: 1"],
            Lines(counted, "streaming.inputs.kind", "streaming.source"));
    }

    [Fact]
    public void Every_observation_is_counted_by_source_and_outcome()
    {
        using var counted = Collect("streaming.observations.by_source");

        Complete(
            Classified(Full, source: "a"),
            Classified(FourBands, source: "b"),
            Rejected("a"),
            Rejected(),
            Rejected("a"));

        Assert.Equal(
            ["a classified: 1", "a rejected: 2", "b classified: 1", "none rejected: 1"],
            Lines(counted, "streaming.source", "streaming.outcome"));
    }

    [Fact]
    public void Sources_beyond_the_busiest_are_counted_together()
    {
        using var counted = Collect("streaming.observations.by_source");

        Complete([.. Enumerable.Range(0, 15).Select(i => Classified(Full, source: $"source-{i:D2}"))]);

        var lines = Lines(counted, "streaming.source", "streaming.outcome").ToList();
        Assert.Equal(11, lines.Count);
        Assert.Equal("other classified: 5", lines[0]);
    }

    private static Outcome Classified(
        string[] inputs, int? candidates = 1, double? novelty = 0.5, string? source = "a") => new(
        Guid.Empty,
        new ObjectClassified
        {
            ObservationId = "one",
            Class = ObjectClass.Star,
            Confidence = 1,
            Probabilities = new ClassProbabilities { Star = 1, Galaxy = 0, Qso = 0 },
            Model = new ModelReference { Version = "v", Sha256 = "s" },
            Inputs = inputs,
            Candidates = candidates is { } count
                ? new CandidateClasses { Coverage = 0.95, Classes = [.. ObjectClass.All.Take(count)] }
                : null,
            Novelty = novelty,
            ObservedAt = DateTimeOffset.UnixEpoch,
            ClassifiedAt = DateTimeOffset.UnixEpoch,
            Source = source,
            Alpha = 1,
            Delta = 1,
        },
        null,
        default);

    private static Outcome Rejected(string? source = null) => new(
        Guid.Empty,
        null,
        new ObservationRejected
        {
            Source = source,
            Reasons = [new RejectionReason { Code = RejectionCode.TooFewBands, Message = "no band is measured" }],
            Received = new ReceivedBody { Queue = "observations", Length = 0, Base64 = "" },
            RejectedAt = DateTimeOffset.UnixEpoch,
        },
        default);

    private void Complete(params Outcome[] outcomes)
    {
        var batch = new ObservationBatch(limit: 1);
        _progress.Begin(batch, ObservationBatch.ByIdleness);
        _progress.Completed(batch, outcomes);
    }

    private MetricCollector<long> Collect(string name) =>
        new(_services.GetRequiredService<IMeterFactory>(), WorkerMetrics.MeterName, name);

    private static IEnumerable<string> Lines(MetricCollector<long> counted, string one, string other) =>
        counted.GetMeasurementSnapshot()
            .GroupBy(measurement => $"{measurement.Tags[one]} {measurement.Tags[other]}")
            .Select(series => $"{series.Key}: {series.Sum(measurement => measurement.Value)}")
            .Order(StringComparer.Ordinal);
}
