using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Streaming.Worker.Access;
using Xunit;

namespace Streaming.Worker.Tests.Access;

public sealed class HttpOptionsTests
{
    [Theory]
    [InlineData("Http:Metrics", "here", "Http__Metrics is 'here'")]
    [InlineData("Http:Metrics", "http://127.0.0.1:0", "Http__Metrics is 'http://127.0.0.1:0'")]
    [InlineData("Http:Page", "ftp://127.0.0.1:9000", "Http__Page is 'ftp://127.0.0.1:9000'")]
    [InlineData("Http:Predict", "http://127.0.0.1:9000/path", "Http__Predict is 'http://127.0.0.1:9000/path'")]
    [InlineData("Http:MaxConnections", "0", "Http__MaxConnections is 0, allowed are 1 to 100000")]
    [InlineData("Http:PredictPerSecond", "-1", "Http__PredictPerSecond is -1, allowed are 0 to 1000000")]
    public void A_setting_out_of_range_is_named(string setting, string value, string words)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Read((setting, value)));

        Assert.Contains(words, Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "http://localhost:8080")]
    [InlineData("urls", "http://127.0.0.1:1;https://127.0.0.1:2", "http://127.0.0.1:1 https://127.0.0.1:2")]
    [InlineData("http_ports", "80;81", "http://*:80 http://*:81")]
    [InlineData("https_ports", "443", "https://*:443")]
    public void The_main_address_is_the_hosts(string? setting, string? value, string expected) =>
        Assert.Equal(expected, string.Join(' ', (setting is null ? Read() : Read((setting, value!))).Urls));

    [Fact]
    public void A_part_with_an_address_is_there_and_nowhere_else_and_two_may_share_one()
    {
        var listeners = Read(
            ("Http:Metrics", "http://127.0.0.1:9464"), ("Http:Page", "http://127.0.0.1:9464"), ("Http:Predict", "OFF"));

        Assert.Equal(["http://localhost:8080", "http://127.0.0.1:9464"], listeners.Urls);
        Assert.True(listeners.Serves(Surface.Metrics, 9464));
        Assert.True(listeners.Serves(Surface.Page, 9464));
        Assert.False(listeners.Serves(Surface.Metrics, 8080));
        Assert.True(listeners.Serves(null, 8080));
        Assert.False(listeners.Serves(null, 9464));
    }

    [Fact]
    public void Addresses_that_do_not_go_together_are_refused()
    {
        Assert.Contains(
            "Http__Page is http://10.0.0.1:8080: it needs a port",
            Assert.Throws<FailureException>(() => Read(("Http:Page", "http://10.0.0.1:8080"))).Message,
            StringComparison.Ordinal);
        Assert.Throws<FailureException>(
            () => Read(("Http:Page", "http://10.0.0.1:81"), ("Kestrel:Endpoints:Web:Url", "http://*:80")));
    }

    private static Listeners Read(params (string Name, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value))
        .Build());
}
