using Xunit;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>A metric that is not seen in an expression would not be looked for.</summary>
public sealed class SelectorTests
{
    [Fact]
    public void Every_metric_is_found_with_its_matchers_and_nothing_else() => Assert.Equal(
        [
            """a_bucket{le=~"60(\\.0)?", instance=~"x{1,2}"}""",
            "a_count",
            "job:late:ratio1h",
            """up{job="by (up_to)"}""",
        ],
        Selector.In("""
            histogram_quantile(0.99, sum by (le, place) (rate(a_bucket{le=~"60(\\.0)?", instance=~"x{1,2}"}[5m])))
              / on (instance) group_right () max by (instance) (increase(a_count[1h:30s])) > 14.4 * 1e3
              and on () job:late:ratio1h unless absent(up{job="by (up_to)"} offset 10m) or vector(0) or a_count
            """));

    [Theory]
    [InlineData("vector(1) > 0")]
    [InlineData("time() - 60")]
    public void An_expression_without_metrics_has_none(string expression) => Assert.Empty(Selector.In(expression));
}
