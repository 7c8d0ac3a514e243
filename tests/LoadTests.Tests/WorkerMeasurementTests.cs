using System.Diagnostics;
using Streaming.LoadTests.Scaling;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class WorkerMeasurementTests
{
    [Fact]
    public void Slow_first_seconds_count_as_start_and_not_as_speed()
    {
        // From second 3, 100 a second for ten seconds, then 1,000 a second.
        var received = Enumerable.Range(0, 1_000).Select(i => 3 + (i / 100.0))
            .Concat(Enumerable.Range(0, WorkerMeasurement.ToWarm + 10_000).Select(i => 13 + (i / 1_000.0)))
            .Select(seconds => (long)(seconds * Stopwatch.Frequency));
        var one = WorkerMeasurement.Of(cores: 1, started: 0, [.. received.Reverse()]);
        Assert.Equal(1_000, one.PerSecond, tolerance: 0.1);
        Assert.Equal(3, one.FirstEvent, tolerance: 0.001);
        Assert.Equal(12, one.Start, tolerance: 0.001);
        // From second 3 to 5, to 10 and to 15: the last 2 s of that at full speed.
        Assert.Equal([40, 100, 460], one.WarmUp.Take(3).Select(speed => Math.Round(speed)));
        Assert.All(one.WarmUp.Skip(3), speed => Assert.Equal(1_000, speed, tolerance: 1));
    }

    [Fact]
    public void A_worker_is_as_fast_as_the_measured_one_was_at_its_age()
    {
        var worker = new WorkerSpeed(PerSecond: 1_000, WarmUp: [0, 400]);
        Assert.Equal(0, worker.At(-1));
        Assert.Equal(0, worker.At(4.9));
        Assert.Equal(400, worker.At(5));
        Assert.Equal(1_000, worker.At(10));
        Assert.Equal(1_000, worker.At(double.PositiveInfinity));
    }

    [Fact]
    public void Several_measurements_give_their_medians_at_every_age()
    {
        var slow = new WorkerMeasurement(Cores: 1, PerSecond: 900, FirstEvent: 5, Start: 9, WarmUp: [0, 100, 800]);
        var fast = slow with { PerSecond = 1_100, WarmUp = [0, 300] };
        var worker = WorkerSpeed.Of(slow, fast);
        Assert.Equal(1_000, worker.PerSecond);
        Assert.Equal([0, 200, 950], worker.WarmUp);
    }
}
