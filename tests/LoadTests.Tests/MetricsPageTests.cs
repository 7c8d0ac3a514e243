using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class MetricsPageTests
{
    [Theory]
    [InlineData("a_total 12 1764364800000")]
    [InlineData("a_total 12")]
    [InlineData("a_total{otel_scope_name=\"System.Runtime\"} 12 1764364800000")]
    public void A_value_stands_before_its_time(string line)
    {
        var page = $"# HELP a_total What it is.\na_total_of_another 7\n{line}\n";

        Assert.Equal(12, MetricsPage.ValueOf("a_total", page));
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Contains("b_total", Assert.Throws<InvalidDataException>(
            () => MetricsPage.ValueOf("b_total", "a_total 12\n")).Message, StringComparison.Ordinal);
    }
}
