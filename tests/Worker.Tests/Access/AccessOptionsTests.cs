using Streaming.Worker.Access;
using Xunit;

namespace Streaming.Worker.Tests.Access;

public sealed class AccessOptionsTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Nothing_set_lets_everybody_in()
    {
        var options = new AccessOptions();

        Assert.True(Check(options).Succeeded);
        Assert.All(Enum.GetValues<Surface>(), surface => Assert.False(options.Protect(surface)));
    }

    [Fact]
    public void A_key_protects_what_is_named()
    {
        var options = new AccessOptions { Protects = "metrics, Page", ApiKeys = { ["a"] = Hash } };

        Assert.True(Check(options).Succeeded);
        Assert.True(options.Protect(Surface.Metrics));
        Assert.True(options.Protect(Surface.Page));
        Assert.False(options.Protect(Surface.Predict));
    }

    [Fact]
    public void What_could_be_a_key_is_not_repeated()
    {
        var fault = Check(new AccessOptions { ApiKeys = { ["pipeline"] = "the key itself" } }).FailureMessage;

        Assert.Contains("Access__ApiKeys__pipeline", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("the key itself", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://issuer", "audience", "predict", "allowed is an https address")]
    [InlineData("issuer", "audience", "predict", "allowed is an https address")]
    [InlineData("https://issuer", "", "predict", "are set both or not at all")]
    [InlineData("", "audience", "predict", "are set both or not at all")]
    [InlineData("https://issuer", "audience", "health", "has 'health'")]
    [InlineData("https://issuer", "audience", " ", "would protect nothing")]
    public void What_protects_nothing_is_refused(string authority, string audience, string protects, string words) =>
        Assert.Contains(
            words,
            Check(new AccessOptions { Authority = authority, Audience = audience, Protects = protects }).FailureMessage,
            StringComparison.Ordinal);

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(AccessOptions options) =>
        new AccessOptionsValidator().Validate(name: null, options);
}
