using Microsoft.Extensions.Configuration;
using Streaming.Worker.Consuming;
using Xunit;

namespace Streaming.Worker.Tests.Consuming;

public sealed class RabbitMqAddressTests
{
    [Theory]
    [InlineData("amqp://u:p@broker", "broker", 5672, "/", "p", false)]
    [InlineData("amqp://u:p@broker:5000/night", "broker", 5000, "night", "p", false)]
    [InlineData("amqps://u:p@broker/%2F", "broker", 5671, "/", "p", true)]
    [InlineData("amqps://u:p%40%2Fss%3A@broker:5673/a%2Fb", "broker", 5673, "a/b", "p@/ss:", true)]
    public void Every_part_of_an_address_is_read(
        string value, string host, int port, string virtualHost, string password, bool tls)
    {
        var address = Read(value)!;

        Assert.Equal(
            (host, port, virtualHost, "u", password, tls),
            (address.Factory.HostName, address.Factory.Endpoint.Port, address.Factory.VirtualHost,
                address.Factory.UserName, address.Factory.Password, address.UsesTls));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void No_address_means_in_memory(string? value) => Assert.Null(Read(value));

    [Theory]
    [InlineData("broker")]
    [InlineData("http://u:secret@broker")]
    [InlineData("amqp://u:secret@broker/a/b")]
    [InlineData("amqp://u:secret@broker:port")]
    public void A_wrong_address_is_named_without_its_password(string value)
    {
        var fault = Assert.Throws<FailureException>(() => Read(value));

        Assert.Contains("ConnectionStrings__RabbitMq", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private static RabbitMqAddress? Read(string? value) => RabbitMqAddress.From(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:RabbitMq"] = value })
        .Build());
}
