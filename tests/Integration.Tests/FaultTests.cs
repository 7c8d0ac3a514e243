using System.Text;
using System.Text.Json.Nodes;
using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>Every fault of an observation ends as one ObservationRejected, and stops nobody else.</summary>
public sealed class FaultTests(FaultStage shared) : IClassFixture<FaultStage>
{
    private const string Envelope = "application/vnd.masstransit+json";

    [Theory]
    [InlineData("alpha", null, RejectionCode.Missing)]
    [InlineData("alpha", "NaN", RejectionCode.Missing)]
    [InlineData("delta", "null", RejectionCode.Missing)]
    [InlineData("observationId", null, RejectionCode.Missing)]
    [InlineData("observedAt", null, RejectionCode.Missing)]
    [InlineData("alpha", "-9999", RejectionCode.Sentinel)]
    [InlineData("delta", "-9999.0", RejectionCode.Sentinel)]
    [InlineData("delta", "99", RejectionCode.Sentinel)]
    [InlineData("alpha", "360", RejectionCode.OutOfRange)]
    [InlineData("alpha", "-0.1", RejectionCode.OutOfRange)]
    [InlineData("delta", "90.1", RejectionCode.OutOfRange)]
    [InlineData("r", "98", RejectionCode.OutOfRange)]
    [InlineData("i", "-5.1", RejectionCode.OutOfRange)]
    [InlineData("redshift", "12.5", RejectionCode.OutOfRange)]
    [InlineData("observationId", "\"\"", RejectionCode.OutOfRange)]
    [InlineData("z", "1e999", RejectionCode.NotFinite)]
    [InlineData("u", "\"bright\"", RejectionCode.WrongType)]
    [InlineData("u", "[22.8]", RejectionCode.WrongType)]
    [InlineData("observationId", "4711", RejectionCode.WrongType)]
    [InlineData("observedAt", "\"yesterday\"", RejectionCode.NotATime)]
    [InlineData("measurements", "[17.5]", RejectionCode.WrongType)]
    [InlineData("measurements", "17.5", RejectionCode.WrongType)]
    public async Task A_faulty_field_is_named(string field, string? json, string code)
    {
        var body = BodyWith(field, json);

        var rejected = await RejectionOfAsync(body, ObservationSender.PlainJson);

        var reason = Assert.Single(rejected.Reasons);
        Assert.Equal((field, code), (reason.Field, reason.Code));
        Assert.NotEmpty(reason.Message);
        Assert.Equal(body, Convert.FromBase64String(rejected.Received.Base64));
    }

    [Theory]
    [InlineData("redshift", null, "u g r i z")]
    [InlineData("redshift", "null", "u g r i z")]
    [InlineData("redshift", "-9999", "u g r i z")]
    [InlineData("redshift", "NaN", "u g r i z")]
    [InlineData("u", null, "g r i")]
    [InlineData("u", "99.0", "g r i")]
    [InlineData("u", "-Infinity", "g r i")]
    [InlineData("measurements", "{\"w1\": NaN, \"psfMag_r\": 17.5, \"w2\": null}", "u g r i z redshift")]
    public async Task What_was_not_measured_is_no_fault(string field, string? json, string inputs)
    {
        var stage = shared.Stage;

        await stage.Telescope.SendAsync(BodyWith(field, json), Patience.Token());

        var classified = (await stage.Events.NextAsync()).Classified;
        Assert.Equal(Sound().ObservationId, classified.ObservationId);
        Assert.Equal(inputs, string.Join(' ', classified.Inputs!));
    }

    [Fact]
    public async Task Too_few_bands_are_one_fault_that_names_those_that_are_left()
    {
        var body = ObservationSender.Serialize(Sound() with { U = null, G = -9999, I = 99 });

        var rejected = await RejectionOfAsync(body, ObservationSender.PlainJson);

        var reason = Assert.Single(rejected.Reasons);
        Assert.Equal(
            (RejectionCode.TooFewBands, null, "r z"), (reason.Code, reason.Field, reason.Value));
        Assert.Equal(Sound().VisitId, rejected.VisitId);
        Assert.Equal(Sound().Source, rejected.Source);
    }

    [Fact]
    public async Task What_the_model_has_no_ensemble_for_is_a_fault_that_names_what_was_measured()
    {
        var body = ObservationSender.Serialize(Sound() with { R = null });

        var rejected = await RejectionOfAsync(body, ObservationSender.PlainJson);

        var reason = Assert.Single(rejected.Reasons);
        Assert.Equal(
            (RejectionCode.InputsNotSupported, null, "u g i z redshift"), (reason.Code, reason.Field, reason.Value));
    }

    [Theory]
    [InlineData("not json at all", RejectionCode.NotJson)]
    [InlineData("{\"observationId\": \"cut", RejectionCode.NotJson)]
    [InlineData("{\"u\": nan}", RejectionCode.NotJson)]
    [InlineData("{\"u\": NaN", RejectionCode.NotJson)]
    [InlineData("", RejectionCode.EmptyBody)]
    [InlineData("null", RejectionCode.NotAnObservation)]
    [InlineData("[]", RejectionCode.NotAnObservation)]
    [InlineData("[{\"observationId\": \"a\"}]", RejectionCode.NotAnObservation)]
    [InlineData("17", RejectionCode.NotAnObservation)]
    [InlineData(
        "{\"messageType\": [\"urn:message:Other:Thing\"], \"message\": {}}", RejectionCode.NotAnObservation, Envelope)]
    [InlineData("{\"host\": {}}", RejectionCode.NotAnObservation, Envelope)]
    public async Task A_body_that_is_no_observation_is_rejected_whole(
        string body, string code, string contentType = ObservationSender.PlainJson)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        var rejected = await RejectionOfAsync(bytes, contentType);

        var reason = Assert.Single(rejected.Reasons);
        Assert.Equal((null, code), (reason.Field, reason.Code));
        Assert.Null(rejected.ObservationId);
        Assert.Equal(bytes, Convert.FromBase64String(rejected.Received.Base64));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_kept_as_they_are()
    {
        byte[] body = [0xFF, 0xFE, 0x00, 0x7B, 0xC3, 0x28];

        var rejected = await RejectionOfAsync(body, ObservationSender.PlainJson);

        Assert.Equal(RejectionCode.NotJson, Assert.Single(rejected.Reasons).Code);
        Assert.Equal(body, Convert.FromBase64String(rejected.Received.Base64));
    }

    [Fact]
    public async Task A_huge_body_is_kept_up_to_64_KiB()
    {
        var body = Encoding.UTF8.GetBytes(new string('x', 200_000));

        var rejected = await RejectionOfAsync(body, ObservationSender.PlainJson);

        Assert.Equal(200_000, rejected.Received.Length);
        Assert.Equal(body[..65_536], Convert.FromBase64String(rejected.Received.Base64));
    }

    [Fact]
    public async Task Every_fault_of_an_observation_is_named()
    {
        var body = ObservationSender.Serialize(
            Sound() with { U = null, G = -9999, R = 41, I = null, Alpha = 400, Delta = -99, ObservedAt = null });

        var rejected = await RejectionOfAsync(body, ObservationSender.PlainJson);

        Assert.Equal(
            [
                (null, "too_few_bands"), ("alpha", "out_of_range"), ("delta", "sentinel"), ("observedAt", "missing"),
                ("r", "out_of_range"),
            ],
            rejected.Reasons.Select(reason => (reason.Field, reason.Code)).Order());
    }

    [Fact]
    public async Task An_object_without_any_field_of_an_observation_misses_all_that_is_needed()
    {
        var rejected = await RejectionOfAsync("{\"temperature\": 4}"u8.ToArray(), ObservationSender.PlainJson);

        Assert.Equal(
            [
                (null, "too_few_bands"), ("alpha", "missing"), ("delta", "missing"), ("observationId", "missing"),
                ("observedAt", "missing"),
            ],
            rejected.Reasons.Select(reason => (reason.Field, reason.Code)).Order());
    }

    // The sound observation after the faulty one shows that the queue goes on.
    private async Task<ObservationRejected> RejectionOfAsync(byte[] body, string contentType)
    {
        var stage = shared.Stage;
        await stage.Telescope.SendAsync(body, contentType, messageId: null, Patience.Token());
        var rejection = await stage.Events.NextAsync();
        Assert.True(rejection.IsRejection);
        Assert.Equal("application/json", rejection.Properties.ContentType);
        Assert.Equal("urn:message:Streaming.Contracts:ObservationRejected", rejection.Header("MT-MessageType"));
        Assert.Equal(EventId.OfRejection(body).ToString(), rejection.Properties.MessageId);

        await stage.Telescope.SendAsync(Sound(), Patience.Token());
        Assert.Equal(Sound().ObservationId, (await stage.Events.NextAsync()).Classified.ObservationId);

        var rejected = rejection.Rejected;
        Assert.Equal("observations", rejected.Received.Queue);
        Assert.Equal(contentType, rejected.Received.ContentType);
        Assert.Equal(body.Length, rejected.Received.Length);
        return rejected;
    }

    private static ObservationReceived Sound() => Stage.Observations(1)[0];

    private static byte[] BodyWith(string field, string? json)
    {
        var body = JsonNode.Parse(ObservationSender.Serialize(Sound()))!.AsObject();
        body.Remove(field);
        var rest = body.ToJsonString();
        // Put together as text: a number such as 1e999 has no other way into a document.
        return Encoding.UTF8.GetBytes(json is null ? rest : $"{rest[..^1]},\"{field}\":{json}}}");
    }
}
