using Streaming.Worker.Diagnosing;
using Xunit;

namespace Streaming.Worker.Tests.Diagnosing;

public sealed class BrokerOptionsTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("none", true)]
    [InlineData("https://broker.example:443", true)]
    [InlineData("amqp://broker.example", false)]
    [InlineData("broker.example:15672", false)]
    [InlineData("http://guest:secret@broker.example:15672", false)]
    public void The_management_interface_is_an_address_without_a_password_or_none(string value, bool isValid)
    {
        var result = new BrokerOptionsValidator().Validate(null, new BrokerOptions { Management = value });

        Assert.Equal(isValid, result.Succeeded);
        if (!isValid)
        {
            Assert.StartsWith("RabbitMq__Management is no address", result.FailureMessage, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", result.FailureMessage, StringComparison.Ordinal);
        }
    }
}
