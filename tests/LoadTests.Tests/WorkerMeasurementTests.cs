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
    }

    [Fact]
    public void A_worker_that_warms_up_loses_as_much_as_by_a_late_start()
    {
        var worker = new WorkerSpeed(PerSecond: 1_000, FirstEvent: 3, Start: 5);
        Assert.Equal(0, worker.At(3));
        Assert.Equal(500, worker.At(5));
        Assert.Equal(1_000, worker.At(7));
        Assert.Equal(5_000, Enumerable.Range(0, 10_000).Sum(i => worker.At(i / 1_000.0) / 1_000), tolerance: 1);
        Assert.Equal(1_000, new WorkerSpeed(1_000, FirstEvent: 0, Start: 0).At(0));
    }
}
