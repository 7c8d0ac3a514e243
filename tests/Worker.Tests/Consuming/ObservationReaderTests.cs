using Streaming.Classification.Observations;
using Streaming.Contracts;
using Xunit;

namespace Streaming.Worker.Tests.Consuming;

public sealed class ObservationReaderTests
{
    private const string Envelope = "application/vnd.masstransit+json";

    [Fact]
    public void Plain_json_is_read_whole()
    {
        var (observation, reasons) = ObservationReader.Read(Bodies.Json(Bodies.Good()), "application/json");

        Assert.Empty(reasons);
        Assert.Equal(Bodies.Good(), observation);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-8")]
    public void The_content_type_of_plain_json_does_not_matter(string? contentType)
    {
        var (observation, reasons) = ObservationReader.Read(Bodies.Json(Bodies.Good()), contentType);

        Assert.Empty(reasons);
        Assert.Equal(Bodies.Good(), observation);
    }

    [Fact]
    public void An_envelope_is_opened()
    {
        var body = Bodies.Text(
            """{"messageType":["urn:message:Streaming.Contracts:ObservationReceived"],"message":{"observationId":"a","u":1}}""");

        var (observation, reasons) = ObservationReader.Read(body, Envelope);

        Assert.Empty(reasons);
        Assert.Equal(new ObservationReceived { ObservationId = "a", U = 1 }, observation);
    }

    [Theory]
    [InlineData("""{"messageType":["urn:message:Other:Message"],"message":{"u":1}}""")]
    [InlineData("""{"messageType":["urn:message:Streaming.Contracts:ObservationReceived"]}""")]
    [InlineData("""{"messageType":7,"message":{"u":1}}""")]
    [InlineData("[]")]
    public void An_envelope_without_an_observation_is_not_an_observation(string body)
    {
        var (_, reasons) = ObservationReader.Read(Bodies.Text(body), Envelope);

        Assert.Equal(RejectionCode.NotAnObservation, Assert.Single(reasons).Code);
    }

    [Theory]
    [InlineData("", RejectionCode.EmptyBody)]
    [InlineData("\uFEFF", RejectionCode.EmptyBody)]
    [InlineData("null", RejectionCode.NotAnObservation)]
    [InlineData("[1, 2]", RejectionCode.NotAnObservation)]
    [InlineData("3.5", RejectionCode.NotAnObservation)]
    [InlineData("\"text\"", RejectionCode.NotAnObservation)]
    [InlineData("true", RejectionCode.NotAnObservation)]
    [InlineData("hello", RejectionCode.NotJson)]
    [InlineData("{\"u\": nan}", RejectionCode.NotJson)]
    [InlineData("{\"u\": NaN,}", RejectionCode.NotJson)]
    [InlineData("{\"u\": 1,}", RejectionCode.NotJson)]
    [InlineData("{\"u\": 1", RejectionCode.NotJson)]
    public void A_body_that_is_no_json_object_has_one_reason(string body, string code)
    {
        var (_, reasons) = ObservationReader.Read(Bodies.Text(body), null);

        var reason = Assert.Single(reasons);
        Assert.Equal(code, reason.Code);
        Assert.Null(reason.Field);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_not_json()
    {
        var (_, reasons) = ObservationReader.Read(new byte[] { 0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D }, null);

        Assert.Equal(RejectionCode.NotJson, Assert.Single(reasons).Code);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        var (observation, reasons) = ObservationReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. Bodies.Json(Bodies.Good())], null);

        Assert.Empty(reasons);
        Assert.Equal(Bodies.Good(), observation);
    }

    [Theory]
    [InlineData("u", "\"bright\"", RejectionCode.WrongType)]
    [InlineData("u", "\"21.5\"", RejectionCode.WrongType)]
    [InlineData("redshift", "true", RejectionCode.WrongType)]
    [InlineData("z", "[1]", RejectionCode.WrongType)]
    [InlineData("observationId", "17", RejectionCode.WrongType)]
    [InlineData("observationId", "\"\\ud800\"", RejectionCode.WrongType)]
    [InlineData("visitId", "{}", RejectionCode.WrongType)]
    [InlineData("source", "7", RejectionCode.WrongType)]
    [InlineData("measurements", "[21.5]", RejectionCode.WrongType)]
    [InlineData("observedAt", "1700000000", RejectionCode.WrongType)]
    [InlineData("observedAt", "\"yesterday\"", RejectionCode.NotATime)]
    public void A_field_of_the_wrong_type_is_one_reason_and_the_rest_is_read(string field, string json, string code)
    {
        var (observation, reasons) = ObservationReader.Read(Bodies.With(field, json), null);

        var reason = Assert.Single(reasons);
        Assert.Equal((code, field), (reason.Code, reason.Field));
        Assert.Equal(Bodies.Good().G, observation.G);
    }

    [Fact]
    public void Every_faulty_field_has_its_own_reason()
    {
        var (_, reasons) = ObservationReader.Read(Bodies.Text("""{"u":"a","g":"b","redshift":[]}"""), null);

        Assert.Equal(["u", "g", "redshift"], reasons.Select(reason => reason.Field));
    }

    [Fact]
    public void A_long_faulty_value_is_cut()
    {
        var (_, reasons) = ObservationReader.Read(Bodies.With("u", $"\"{new string('x', 5_000)}\""), null);

        Assert.Equal(200, Assert.Single(reasons).Value!.Length);
    }

    [Theory]
    [InlineData("2026-01-15T20:00:00")]
    [InlineData("2026-01-15T20:00:00Z")]
    [InlineData("2026-01-15T21:00:00+01:00")]
    [InlineData("2026-01-15T20:00:00.0000000Z")]
    public void A_time_without_an_offset_is_utc(string text)
    {
        var (observation, reasons) = ObservationReader.Read(Bodies.With("observedAt", $"\"{text}\""), null);

        Assert.Empty(reasons);
        Assert.Equal(Bodies.Good().ObservedAt, observation.ObservedAt);
    }

    [Fact]
    public void Unknown_fields_are_ignored_and_null_is_missing()
    {
        var (observation, reasons) = ObservationReader.Read(Bodies.Text("""{"u":null,"plate":7,"g":21}"""), null);

        Assert.Empty(reasons);
        Assert.Equal(new ObservationReceived { G = 21 }, observation);
    }
}
