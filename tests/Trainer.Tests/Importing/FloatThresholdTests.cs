using Streaming.Trainer.Importing;

namespace Streaming.Trainer.Tests.Importing;

public sealed class FloatThresholdTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(-0.1)]
    [InlineData(1.0000000180025095e-35)]
    [InlineData(-1.0000000180025095e-35)]
    [InlineData(1e-320)]
    [InlineData(-1e-320)]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    [InlineData(16777217.0)]
    [InlineData(3.4028235e38)]
    public void No_float_changes_sides_when_a_threshold_becomes_a_float(double threshold) => AssertSameSides(threshold);

    [Fact]
    public void No_float_changes_sides_at_any_of_100000_thresholds()
    {
        var random = new Random(14);
        for (var i = 0; i < 100_000; i++)
        {
            // Doubles of every size, and half of them where rounding to the nearest would err: just below a float.
            var one = BitConverter.Int64BitsToDouble(random.NextInt64());
            AssertSameSides(double.IsFinite(one) ? one : i);
            AssertSameSides(Math.BitDecrement((float)(random.NextDouble() * 40 - 10)));
        }
    }

    [Fact]
    public void The_float_below_stands_for_less_than()
    {
        foreach (var threshold in (float[])[0, -0f, 1, 0.1f, -20.5f, float.Epsilon, float.MaxValue])
        {
            var most = FloatThreshold.Below(threshold);

            Assert.False(threshold <= most);
            Assert.True(MathF.BitDecrement(threshold) <= most);
        }
    }

    private static void AssertSameSides(double threshold)
    {
        var most = FloatThreshold.AtMost(threshold);
        var nearest = (float)threshold;
        foreach (var x in (float[])[most, MathF.BitDecrement(most), MathF.BitIncrement(most), nearest,
            MathF.BitDecrement(nearest), MathF.BitIncrement(nearest), 0, float.MaxValue, float.MinValue])
        {
            Assert.True(x <= most == x <= threshold, $"{x:R} at {threshold:R}");
        }
    }
}
