using System.Diagnostics;
using Streaming.LoadTests.Faults.Watching;
using Xunit;

namespace Streaming.LoadTests.Tests.Faults;

public sealed class RecoveryTests
{
    [Theory]
    // It goes on at once.
    [InlineData(0.1, new[] { 9.9, 10.1, 10.6, 11.4, 12.2, 12.9 })]
    // It begins after a while.
    [InlineData(2.5, new[] { 9.9, 12.5, 12.9 })]
    // Something trickles, and the stream stands still again.
    [InlineData(2.4, new[] { 10.1, 10.2, 12.4, 12.9 })]
    public void Recovery_ends_with_the_last_stand_still(double expected, double[] answers) => Assert.Equal(
        expected, Recovery.Of([.. answers.Select(At)], At(10), At(13))!.Value.TotalSeconds, precision: 3);

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 9.9, 13.5 })]
    [InlineData(new[] { 10.5 })]
    public void A_stream_that_stands_still_at_the_end_has_not_recovered(double[] answers) =>
        Assert.Null(Recovery.Of([.. answers.Select(At)], At(10), At(13)));

    private static long At(double seconds) => (long)(seconds * Stopwatch.Frequency);
}
