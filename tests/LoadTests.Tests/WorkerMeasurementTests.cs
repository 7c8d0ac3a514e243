using System.Diagnostics;
using Streaming.LoadTests.Scaling;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class WorkerMeasurementTests
{
    [Fact]
    public void Slow_first_seconds_count_as_start_and_not_as_speed()
    {
        // From second 3, 100 a second for ten seconds, then 1,000 a second for nine.
        var received = Enumerable.Range(0, 1_000).Select(i => 3 + (i / 100.0))
            .Concat(Enumerable.Range(0, 9_000).Select(i => 13 + (i / 1_000.0)))
            .Select(seconds => (long)(seconds * Stopwatch.Frequency));
        var one = WorkerMeasurement.Of(cores: 1, started: 0, [.. received.Reverse()]);
        Assert.Equal(1_000, one.PerSecond, tolerance: 0.1);
        Assert.Equal(3, one.FirstEvent, tolerance: 0.001);
        Assert.Equal(12, one.Start, tolerance: 0.001);
    }
}
