using System.Diagnostics;
using Streaming.LoadTests.Rounds;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class RoundsTests
{
    [Fact]
    public void A_row_has_the_median_then_every_round()
    {
        var row = Series.AtMost("p50, ms", [1.24, 9, 1.5], "F1", 1.5);

        Assert.Equal("1.5 (1.2, 9.0, 1.5)", row.Value);
        Assert.Equal("<= 1.5", row.Wanted);
        Assert.True(row.IsMet);
    }

    [Fact]
    public void The_median_decides_whether_a_target_is_met()
    {
        Assert.False(Series.AtMost("", [1, 3, 3], "F0", 2).IsMet);
        Assert.False(Series.AtLeast("", [11_999], "F0", 12_000).IsMet);
        Assert.Equal(">= 12,000", Series.AtLeast("", [12_000], "F0", 12_000).Wanted);
        Assert.False(Series.None("events lost or repeated", 1).IsMet);
    }

    [Fact]
    public void A_stretch_lasts_from_the_first_publish_to_the_last_event()
    {
        var stretch = Of(sent: [0, 1.5, 2], received: [0.5, 4, 0]);

        Assert.Equal(4, stretch.Took.TotalSeconds, tolerance: 0.001);
        Assert.Equal(2, stretch.Publishing.TotalSeconds, tolerance: 0.001);
        // One of the three was lost.
        Assert.Equal(0.5, stretch.PerSecond, tolerance: 0.001);
    }

    [Fact]
    public void Latency_is_that_of_events_that_came_after_the_first_second()
    {
        var latencies = Of(sent: [0, 1.5, 2], received: [0.5, 1.51, 0]).Latencies;

        Assert.Equal(1, latencies.Count);
        Assert.Equal(10, latencies.Largest, tolerance: 0.1);
    }

    [Fact]
    public void A_rate_without_a_target_is_only_reported()
    {
        var times = new Percentiles(Count: 1, P50: 50, P99: 90, P999: 90, Largest: 90);
        var slow = new LatencyTurn(times, ProcessorTimeEach: TimeSpan.FromMicroseconds(40), BytesEach: 1_000);

        Assert.Equal(
            [false, false, true, true], LatencyCommand.Targets("312 a second", [slow], 6, 20).Select(row => row.IsMet));
        Assert.All(LatencyCommand.Targets("1,250 a second", [slow], null, null), row => Assert.True(row.IsMet));
    }

    [Fact]
    public void Visits_are_told_apart_by_their_size()
    {
        var visits = new[] { Visit(10_000, 1), Visit(40_000, 6) };

        Assert.Equal(
            ["1.00 (1.00)", "6.00 (6.00)"],
            VisitCommand.Targets(visits).Where(row => row.Wanted.Length > 0).Select(row => row.Value));
        Assert.Equal([true, true, false, true], VisitCommand.Targets(visits).Select(row => row.IsMet));
    }

    [Fact]
    public void Teams_of_workers_are_told_apart_by_their_number()
    {
        var turn = new WorkersTurn(1, PerSecond: 10_000, TimeSpan.FromMicroseconds(40), BytesEach: 1_000);
        var rows = WorkersCommand.Targets([turn with { Workers = 2, BytesEach = 2_000 }, turn]).ToList();

        Assert.Equal(3, rows.Count(row => row.Name.StartsWith("1 worker:", StringComparison.Ordinal) && row.IsMet));
        Assert.Equal("2000 (2000)", rows.Single(row => !row.IsMet).Value);
    }

    [Fact]
    public void First_batches_are_compared_with_those_of_the_second_half()
    {
        // Consumes from second 1. 500 events a second for ten seconds, then 5,000 a second.
        var received = Enumerable.Range(1, 5_000).Select(i => 1 + (i / 500.0))
            .Concat(Enumerable.Range(1, 20_000).Select(i => 11 + (i / 5_000.0)))
            .Select(At);
        var start = ColdStart.Of(TimeSpan.FromSeconds(0.9), started: 0, At(1), [.. received.Reverse()], memory: 200);

        Assert.Equal(1, start.FirstEvent, tolerance: 0.01);
        Assert.Equal(12, start.TenThousand, tolerance: 0.01);
        Assert.Equal(1_000, start.FirstBatch, tolerance: 1);
        Assert.Equal(1_000, start.NextBatches, tolerance: 1);
        Assert.Equal(100, start.SteadyBatch, tolerance: 1);
        Assert.Equal(
            ["10.0 (10.0)", "10.0 (10.0)"],
            StartCommand.Targets([start]).Where(row => !row.IsMet).Select(row => row.Value));
    }

    private static Stretch Visit(int size, double seconds) =>
        Of(sent: [.. Enumerable.Repeat(0.0, size)], received: [.. Enumerable.Repeat(seconds, size)]);

    private static Stretch Of(double[] sent, double[] received) => new(
        // A timestamp of 0 means that nothing came.
        [.. sent.Select(seconds => At(seconds + 1))],
        [.. received.Select(seconds => seconds == 0 ? 0 : At(seconds + 1))]);

    private static long At(double seconds) => (long)(seconds * Stopwatch.Frequency);
}
