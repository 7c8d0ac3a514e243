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

/// <summary>What a batch leaves in the metrics on its way, at moments that the test decides.</summary>
public sealed class BatchProgressTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 3, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly BatchProgress _progress;
    private readonly IMeterFactory _meters;

    public BatchProgressTests()
    {
        _meters = _services.GetRequiredService<IMeterFactory>();
        _progress = new BatchProgress(new WorkerMetrics(_meters), new SkyFeed(new SkyAudience(), _time), _time);
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Every_stage_of_a_batch_takes_the_time_that_passes_in_it()
    {
        using var queue = Seconds("streaming.queue.wait");
        using var waiting = Seconds("streaming.batch.wait");
        using var scoring = Seconds("streaming.scoring.duration");
        using var publishing = Seconds("streaming.publish.duration");
        using var endToEnd = Seconds("streaming.end_to_end.duration");

        var first = Deliver(Start - TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = Deliver(enteredAt: null);
        _time.Advance(TimeSpan.FromSeconds(1));
        var batch = Begin(first, second);
        _time.Advance(TimeSpan.FromSeconds(3));
        _progress.Scored(batch);
        _time.Advance(TimeSpan.FromSeconds(4));
        _progress.Completed(batch, [Classified(), Classified()]);

        Assert.Equal([10], Values(queue));
        Assert.Equal([2, 1], Values(waiting));
        Assert.Equal([3], Values(scoring));
        Assert.Equal([4], Values(publishing));
        Assert.Equal([19], Values(endToEnd));
    }

    [Fact]
    public void A_broker_whose_clock_is_ahead_does_not_make_time_run_backwards()
    {
        using var queue = Seconds("streaming.queue.wait");

        _progress.Completed(Begin(Deliver(Start + TimeSpan.FromSeconds(5))), [Classified()]);

        Assert.Equal([0], Values(queue));
    }

    [Fact]
    public void Outcomes_are_counted_by_class_and_by_their_first_reason()
    {
        using var observations = Collect<long>("streaming.observations");
        var batch = Begin();

        _progress.Completed(
            batch,
            [Classified(), Rejected("missing", "sentinel"), Classified(ObjectClass.Star), Classified()]);

        Assert.Equal(
            [("GALAXY", 2), ("STAR", 1), ("missing", 1)],
            observations.GetMeasurementSnapshot()
                .GroupBy(
                    one => (string)(one.Tags.GetValueOrDefault("streaming.class") ?? one.Tags["streaming.reason"])!,
                    (name, some) => (name, some.Sum(one => one.Value)))
                .OrderBy(one => one.Item1, StringComparer.Ordinal));
    }

    [Fact]
    public void A_batch_s_size_is_told_with_why_it_was_closed()
    {
        using var sizes = Collect<int>("streaming.batch.size");

        _progress.Completed(Begin(Deliver(null), Deliver(null)), [Classified(), Classified(), Rejected("missing")]);

        var size = Assert.Single(sizes.GetMeasurementSnapshot());
        Assert.Equal((3, "size"), (size.Value, size.Tags["streaming.batch.closed_by"]));
    }

    [Fact]
    public void A_failed_batch_is_counted_by_its_fault_and_settles_nothing()
    {
        using var failures = Collect<long>("streaming.batch.failures");
        using var observations = Collect<long>("streaming.observations");
        var batch = Begin(Deliver(null));

        _progress.Failed(batch, new TimeoutException("no confirm"));

        var failure = Assert.Single(failures.GetMeasurementSnapshot());
        Assert.Equal((1, "System.TimeoutException"), (failure.Value, failure.Tags["error.type"]));
        Assert.Empty(observations.GetMeasurementSnapshot());
    }

    [Fact]
    public void In_flight_are_the_ones_delivered_and_not_left()
    {
        Deliver(null);
        Deliver(null);
        Deliver(null);
        _progress.Left(2);

        Assert.Equal(1, _progress.InFlight);
    }

    [Fact]
    public void Only_redeliveries_are_counted_as_such()
    {
        using var redelivered = Collect<long>("streaming.observations.redelivered");

        _progress.Delivered(new IncomingMessage([], null, "observations"));
        _progress.Delivered(new IncomingMessage([], null, "observations") { Redelivered = true });

        Assert.Equal([1L], redelivered.GetMeasurementSnapshot().Select(one => one.Value));
    }

    [Fact]
    public void A_visit_is_counted_once_however_many_batches_it_fills()
    {
        using var visits = Collect<long>("streaming.visits");

        Complete(Classified(visit: "a"), Classified(visit: "a"), Classified(visit: "b"), Classified(visit: null));
        Complete(Classified(visit: "b"), Classified(visit: "c"));
        Complete(Classified(visit: "a"));

        Assert.Equal([2L, 1L], visits.GetMeasurementSnapshot().Select(one => one.Value));
    }

    [Fact]
    public void Visits_are_forgotten_the_oldest_first()
    {
        var visits = new RecentVisits();
        Outcome[] filling = [.. Enumerable.Range(0, RecentVisits.Capacity).Select(i => Classified(visit: $"visit-{i}"))];
        Assert.Equal(RecentVisits.Capacity, visits.CountNew(filling));

        Assert.Equal(1, visits.CountNew([Classified(visit: "one more")]));

        Assert.Equal(0, visits.CountNew([Classified(visit: "visit-1")]));
        Assert.Equal(1, visits.CountNew([Classified(visit: "visit-0")]));
    }

    private static Outcome Classified(string name = ObjectClass.Galaxy, string? visit = null) => new(
        Guid.Empty,
        new ObjectClassified
        {
            ObservationId = "one",
            Class = name,
            Confidence = 1,
            Probabilities = new ClassProbabilities { Star = 0, Galaxy = 1, Qso = 0 },
            Model = new ModelReference { Version = "v", Sha256 = "s" },
            ObservedAt = Start,
            ClassifiedAt = Start,
            VisitId = visit,
            Alpha = 1,
            Delta = 1,
        },
        null,
        default);

    private static Outcome Rejected(params string[] codes) => new(
        Guid.Empty,
        null,
        new ObservationRejected
        {
            Reasons = [.. codes.Select(code => new RejectionReason { Code = code, Message = code })],
            Received = new ReceivedBody { Queue = "observations", Length = 0, Base64 = "" },
            RejectedAt = Start,
        },
        default);

    private static IEnumerable<double> Values(MetricCollector<double> collector) =>
        collector.GetMeasurementSnapshot().Select(one => one.Value);

    private IncomingMessage Deliver(DateTimeOffset? enteredAt) => _progress.Delivered(
        new IncomingMessage([], null, "observations") { EnteredAt = enteredAt });

    private void Complete(params Outcome[] outcomes) =>
        _progress.Completed(Begin(), outcomes);

    private ObservationBatch Begin(params IncomingMessage[] observations)
    {
        var batch = new ObservationBatch(limit: 500);
        Array.ForEach(observations, batch.Add);
        _progress.Begin(batch, ObservationBatch.BySize);
        return batch;
    }

    private MetricCollector<double> Seconds(string name) => Collect<double>(name);

    private MetricCollector<T> Collect<T>(string name) where T : struct =>
        new(_meters, WorkerMetrics.MeterName, name);
}
