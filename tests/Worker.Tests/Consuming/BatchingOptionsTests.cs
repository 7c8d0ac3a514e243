using Streaming.Worker.Consuming;
using Xunit;

namespace Streaming.Worker.Tests.Consuming;

public sealed class BatchingOptionsTests
{
    private static readonly BatchingOptionsValidator Validator = new();

    [Fact]
    public void The_defaults_are_valid() => Assert.True(Validator.Validate(null, new BatchingOptions()).Succeeded);

    [Theory]
    [InlineData(0, 2, "Batching__MessageLimit is 0, allowed are 1 to 10000")]
    [InlineData(500, 65, "Batching__ConcurrencyLimit is 65, allowed are 1 to 64")]
    [InlineData(10_000, 64, "is 650000, allowed are at most 65535")]
    public void A_fault_names_the_setting_the_value_and_what_is_allowed(int limit, int concurrency, string expected)
    {
        var result = Validator.Validate(null, new BatchingOptions { MessageLimit = limit, ConcurrencyLimit = concurrency });

        Assert.Contains(expected, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_limit_is_bounded()
    {
        var result = Validator.Validate(null, new BatchingOptions { TimeLimit = TimeSpan.FromSeconds(11) });

        Assert.Contains("Batching__TimeLimit is 00:00:11", result.FailureMessage, StringComparison.Ordinal);
    }
}
