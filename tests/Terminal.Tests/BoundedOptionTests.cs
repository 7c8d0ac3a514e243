using System.CommandLine;
using Xunit;

namespace Streaming.Terminal.Tests;

public sealed class BoundedOptionTests
{
    private static readonly Option<int> Count = BoundedOption.Of("--count", "Rows", 5, 1, 10);
    private static readonly Option<double> Share = BoundedOption.Of("--share", "Share", 0.0, 1);
    private static readonly Option<string> Format = BoundedOption.Of("--format", "Form", "csv", "jsonl");

    [Theory]
    [InlineData("--count 0", "--count is 0, allowed are 1 to 10")]
    [InlineData("--count many", "--count is many, allowed are 1 to 10")]
    [InlineData("--count 1,5", "--count is 1,5, allowed are 1 to 10")]
    [InlineData("--share NaN", "--share is NaN, allowed are 0 to 1")]
    [InlineData("--share -0.1", "--share is -0.1, allowed are 0 to 1")]
    [InlineData("--format xml", "--format: 'xml' is not one of csv, jsonl")]
    public void A_value_that_is_not_allowed_is_named_with_what_is(string line, string fault) =>
        Assert.Equal(fault, Assert.Single(Read(line).Errors).Message);

    [Theory]
    [InlineData("", 5, "csv")]
    [InlineData("--count 10 --format jsonl", 10, "jsonl")]
    [InlineData("--count 1e1", 10, "csv")]
    public void Values_are_read_and_have_defaults(string line, int count, string format)
    {
        var read = Read(line);

        Assert.Empty(read.Errors);
        Assert.Equal((count, format), (read.GetValue(Count), read.GetValue(Format)));
        Assert.Null(read.GetResult(Share));
    }

    [Fact]
    public void The_help_tells_the_bounds() => Assert.Equal("Rows, 1 to 10", Count.Description);

    [Theory]
    [InlineData("amqps://a/", "amqp://b/", "amqp://c/", "amqps://a/")]
    [InlineData(null, "amqp://b/", "amqp://c/", "amqp://b/")]
    [InlineData(null, " ", "amqp://c/", "amqp://c/")]
    [InlineData(null, null, null, null)]
    public void The_broker_is_that_of_the_option_else_of_the_setting_else_the_usual_one(
        string? option, string? setting, string? fallback, string? expected) =>
        Assert.Equal(expected, BrokerOption.Resolve(option, setting, fallback)?.ToString());

    [Theory]
    [InlineData("http://user:secret@host", null, "--broker is not")]
    [InlineData(null, "secret", "ConnectionStrings__RabbitMq is not")]
    public void An_address_that_is_none_of_a_broker_is_wrong_usage_and_is_not_repeated(
        string? option, string? setting, string start)
    {
        var fault = Assert.Throws<UsageException>(() => BrokerOption.Resolve(option, setting, fallback: null));

        Assert.StartsWith(start, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private static ParseResult Read(string line) => new Command("read") { Count, Share, Format }.Parse(line);
}
