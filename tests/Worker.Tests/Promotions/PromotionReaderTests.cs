using Streaming.Worker.Promotions;
using Xunit;

namespace Streaming.Worker.Tests.Promotions;

public sealed class PromotionReaderTests
{
    private const string Sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Model = $$"""{"version": "20261123T143540Z-3d14c244", "sha256": "{{Sha256}}"}""";
    private const string MessageType = """ "messageType": ["urn:message:Streaming.Contracts:ModelPromoted"] """;

    [Theory]
    [InlineData($$"""{"model": {{Model}} }""", null)]
    [InlineData($$"""{"model": {{Model}}, "metrics": {"macroF1": "good"}, "promotedAt": 7, "new": true}""", "text/plain")]
    [InlineData($$"""{ {{MessageType}}, "message": {"model": {{Model}} } }""", "application/vnd.masstransit+json")]
    public void The_model_is_read_whatever_stands_beside_it(string body, string? contentType)
    {
        var announced = PromotionReader.Read(Bodies.Text(body), contentType);

        Assert.Equal(("20261123T143540Z-3d14c244", Sha256), (announced?.Version, announced?.Sha256));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"model": null}""")]
    [InlineData("""{"model": "one"}""")]
    [InlineData("""{"model": {"version": "one"}}""")]
    [InlineData("""{"model": {"version": "one", "sha256": 7}}""")]
    [InlineData("""{"model": {"version": "one", "sha256": "0123"}}""")]
    [InlineData($$"""{"model": {"version": 1, "sha256": "{{Sha256}}"} }""")]
    [InlineData($$"""{"model": {"version": "../one", "sha256": "{{Sha256}}"} }""")]
    [InlineData($$"""{"model": {"version": "http://one", "sha256": "{{Sha256}}"} }""")]
    [InlineData($$"""{"model": {"version": "\ud800", "sha256": "{{Sha256}}"} }""")]
    [InlineData("""{"model\ud800": 1}""")]
    [InlineData("""{"model": {"versio\ud800": 1, "sha256": "0123"}}""")]
    [InlineData($$"""{"message": {"model": {{Model}} } }""")]
    public void What_announces_no_model_of_a_store_is_nothing(string body) =>
        Assert.Null(PromotionReader.Read(Bodies.Text(body), "application/json"));

    [Theory]
    [InlineData($$"""{"message": {"model": {{Model}} } }""")]
    [InlineData($$"""{"messageType": ["urn:message:Other:ModelPromoted"], "message": {"model": {{Model}} } }""")]
    [InlineData($$"""{ {{MessageType}} }""")]
    public void An_envelope_of_something_else_is_nothing(string body) =>
        Assert.Null(PromotionReader.Read(Bodies.Text(body), "application/vnd.masstransit+json"));

    [Fact]
    public void A_body_that_is_too_large_or_no_text_is_nothing()
    {
        Assert.Null(PromotionReader.Read(Bodies.Text($$"""{"model": {{Model}} {{new string(' ', 70_000)}} }"""), null));
        Assert.Null(PromotionReader.Read(new byte[] { 0xFF, 0xFE, 0x00 }, null));
    }
}
