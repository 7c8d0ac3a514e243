using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Streaming.Worker.Consuming;
using Streaming.Worker.Health;
using Streaming.Worker.Sky;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Health;

public sealed class HealthChecksTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-15T20:00Z", null));
    private readonly BatchProgress _progress;

    public HealthChecksTests() => _progress = new BatchProgress(
        new WorkerMetrics(_services.GetRequiredService<IMeterFactory>()), new SkyFeed(new SkyAudience(), _time), _time);

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Batches_that_fail_are_named_with_the_time_since_when_until_one_is_published()
    {
        Fail(new IOException("the broker refused event 1 of 20"));
        _time.Advance(TimeSpan.FromMinutes(3));
        Fail(new IOException("the broker refused event 7 of 20"));

        AssertIs(
            Reason.PublishingFailed,
            "no batch could be published since 2026-01-15 20:00:00Z: the broker refused event 7 of 20",
            HealthChecks.OfBatches(_progress));

        _progress.Completed(Begun(), []);
        Assert.Equal(HealthStatus.Healthy, HealthChecks.OfBatches(_progress).Status);
    }

    [Fact]
    public void Scoring_that_fails_is_told_from_publishing_that_does()
    {
        Fail(new ScoringException(new InvalidOperationException("out of memory")));

        AssertIs(
            Reason.ScoringFailed,
            "no batch could be scored since 2026-01-15 20:00:00Z: scoring failed: out of memory",
            HealthChecks.OfBatches(_progress));
    }

    [Fact]
    public void A_batch_that_waits_names_what_it_waits_for()
    {
        var batch = Begun();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HealthStatus.Healthy, HealthChecks.OfBatches(_progress).Status);

        _time.Advance(TimeSpan.FromSeconds(1));
        AssertIs(Reason.ScoringSlow, "a batch has been scored for 11 s", HealthChecks.OfBatches(_progress));

        _progress.Scored(batch);
        AssertIs(
            Reason.NotConfirmed, "the broker has not confirmed a batch for 11 s", HealthChecks.OfBatches(_progress));
    }

    [Fact]
    public void Only_a_batch_that_nothing_explains_asks_for_a_restart()
    {
        Begun();
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HealthStatus.Healthy, HealthChecks.OfLife(_progress).Status);

        _time.Advance(TimeSpan.FromSeconds(1));
        AssertIs(
            Reason.BatchStuck, "a batch has been in work for 61 s: start the worker anew", HealthChecks.OfLife(_progress));
    }

    [Fact]
    public async Task Each_cause_is_logged_once_and_its_end_with_how_long_it_lasted()
    {
        var logger = new FakeLogger<Readiness>();
        var readiness = new Readiness(_time, logger);
        Assert.NotEmpty(readiness.Reasons);

        await PublishAsync(readiness, HealthCheckResult.Healthy());
        Assert.Empty(readiness.Reasons);
        Fail(new IOException("refused"));
        for (var second = 0; second < 5; second++)
        {
            await PublishAsync(readiness, HealthChecks.OfBatches(_progress));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Reason.PublishingFailed, Assert.Single(readiness.Reasons).Code);
        await PublishAsync(readiness, HealthCheckResult.Healthy());

        Assert.Equal(
            [
                "Ready, after 0.0 s",
                "Not ready, publishing_failed: no batch could be published since 2026-01-15 20:00:00Z: refused",
                "Ready, after 5.0 s",
            ],
            logger.Collector.GetSnapshot().Select(line => line.Message));
    }

    [Fact]
    public void A_check_that_is_not_ours_is_that_of_the_bus() => Assert.Equal(
        [new Reason(Reason.BrokerUnreachable, "the broker is not reached: Not ready: not started")],
        Reason.In(ReportOf(HealthCheckResult.Unhealthy("Not ready: not started"))));

    private static Task PublishAsync(Readiness readiness, HealthCheckResult result) =>
        readiness.PublishAsync(ReportOf(result), CancellationToken.None);

    private static HealthReport ReportOf(HealthCheckResult result) => new(
        new Dictionary<string, HealthReportEntry>
        {
            ["one"] = new(result.Status, result.Description, TimeSpan.Zero, result.Exception, result.Data),
        },
        TimeSpan.Zero);

    private static void AssertIs(string code, string text, HealthCheckResult result) =>
        Assert.Equal([new Reason(code, text)], Reason.In(ReportOf(result)));

    private ObservationBatch Begun()
    {
        // A batch of the clock's very beginning would look as if it were not scored.
        _time.Advance(TimeSpan.FromTicks(1));
        var batch = new ObservationBatch(1);
        _progress.Begin(batch, ObservationBatch.BySize);
        return batch;
    }

    private void Fail(Exception fault) => _progress.Failed(Begun(), fault);
}
