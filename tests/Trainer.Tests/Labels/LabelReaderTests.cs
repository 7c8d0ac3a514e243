using Streaming.Contracts;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Tests.Labels;

public sealed class LabelReaderTests
{
    private const string Envelope = "application/vnd.masstransit+json";

    private static readonly DateTimeOffset Now = SomeLabels.Night.AddHours(1);

    [Fact]
    public void A_label_is_read_from_plain_json_and_from_an_envelope()
    {
        var body = SomeLabels.Body(SomeLabels.Message());
        byte[] envelope =
        [
            .. SomeLabels.Text(
                """{"messageType":["urn:message:Streaming.Contracts:ObservationLabelled"],"message":"""),
            .. body,
            .. SomeLabels.Text("}"),
        ];

        var (plain, none) = LabelReader.Read(body, null, Now);
        var (wrapped, noneEither) = LabelReader.Read(envelope, Envelope, Now);

        Assert.Empty(none);
        Assert.Empty(noneEither);
        Assert.Equal(plain, wrapped);
        Assert.Equal(
            ("obs-1", 22.857, ObjectClass.Qso, SomeLabels.Night, Now),
            (plain!.ObservationId, plain.U, plain.Class, plain.LabelledAt, plain.ReceivedAt));
    }

    [Fact]
    public void A_label_without_position_or_time_of_observation_is_good_for_training()
    {
        var message = SomeLabels.Message();
        var observation = message.Observation! with { Alpha = null, Delta = null, ObservedAt = null };

        var (label, reasons) = LabelReader.Read(
            SomeLabels.Body(message with { Observation = observation }), null, Now);

        Assert.Empty(reasons);
        Assert.True(double.IsNaN(label!.ToObservation().Alpha));
    }

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("{", "the body is not JSON")]
    [InlineData("[]", "observation is missing")]
    [InlineData("null", "observation is missing")]
    [InlineData("{}", "observation is missing")]
    [InlineData("""{"observation":7}""", "not an object")]
    public void What_is_no_label_is_refused_with_its_reason(string body, string reason)
    {
        var (label, reasons) = LabelReader.Read(SomeLabels.Text(body), null, Now);

        Assert.Null(label);
        Assert.Contains(reasons, one => one.Message.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"u\":22.857", "\"u\":-9999", "u is -9999: not measured")]
    [InlineData("\"u\":22.857", "\"v\":22.857", "u is missing")]
    [InlineData("\"u\":22.857", "\"u\":\"faint\"", "u is not a number")]
    [InlineData("\"redshift\":1.174", "\"redshift\":1e999", "redshift is not a finite number")]
    [InlineData("\"alpha\":118.66", "\"alpha\":360", "alpha is 360, outside")]
    [InlineData("\"obs-1\"", "\"\"", "observationId has 0 characters")]
    [InlineData("\"obs-1\"", "null", "observationId is missing")]
    [InlineData("\"obs-1\"", "\"obs\\u0000\"", "observationId has a character of code 0")]
    [InlineData("\"boss-spectrograph\"", "\"\\u0000\"", "labelledBy has a character of code 0")]
    [InlineData("\"boss-spectrograph\"", "7", "labelledBy is not a text")]
    [InlineData("\"QSO\"", "\"PLANET\"", "class is not one of STAR, GALAXY, QSO")]
    [InlineData("\"QSO\"", "\"qso\"", "class is not one of")]
    [InlineData("\"QSO\"", "null", "class is missing")]
    [InlineData("\"QSO\"", "2", "class is not a text")]
    [InlineData("\"2026-03-14T03:00:00+00:00\"", "null", "labelledAt is missing")]
    [InlineData("\"2026-03-14T03:00:00+00:00\"", "\"yesterday\"", "labelledAt is not an ISO 8601 time")]
    [InlineData("\"2026-03-14T03:00:00+00:00\"", "\"2206-03-14T03:00:00Z\"", "labelledAt is in the future")]
    public void A_bad_field_is_the_one_reason(string good, string bad, string reason)
    {
        var body = System.Text.Encoding.UTF8.GetString(SomeLabels.Body(SomeLabels.Message()));
        Assert.Contains(good, body, StringComparison.Ordinal);

        var (label, reasons) = LabelReader.Read(
            SomeLabels.Text(body.Replace(good, bad, StringComparison.Ordinal)), null, Now);

        Assert.Null(label);
        Assert.Contains(reason, Assert.Single(reasons).Message, StringComparison.Ordinal);
    }
}
