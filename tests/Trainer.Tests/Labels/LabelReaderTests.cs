using Streaming.Classification.Observations;
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

    [Fact]
    public void A_complete_label_has_the_digest_that_it_had_when_nothing_could_be_missing() => Assert.Equal(
        "829dd96536eb6be62b6beff68d6699f478df86e48d53c51e666e352aa365d3cf", SomeLabels.One().Digest);

    [Fact]
    public void A_label_without_redshift_and_two_bands_is_good_for_training()
    {
        var message = SomeLabels.Message();
        var observation = message.Observation! with { U = null, Z = 99, Redshift = -9999 };

        var (label, reasons) = LabelReader.Read(
            SomeLabels.Body(message with { Observation = observation }), null, Now);

        Assert.Empty(reasons);
        Assert.Equal((null, 22.188, 21.355, 21.265), (label!.U, label.G, label.R, label.I));
        Assert.Equal((null, null), (label.Z, label.Redshift));
        Assert.Equal(["g", "r", "i"], InputSet.NamesMeasured(label.ToObservation()));
    }

    [Fact]
    public void Numbers_that_Python_writes_and_JSON_forbids_are_not_measured()
    {
        var body = System.Text.Encoding.UTF8.GetString(SomeLabels.Body(SomeLabels.Message()))
            .Replace("1.174", "NaN", StringComparison.Ordinal)
            .Replace("22.857", "-Infinity", StringComparison.Ordinal);

        var (label, reasons) = LabelReader.Read(SomeLabels.Text(body), null, Now);

        Assert.Empty(reasons);
        Assert.Equal((null, null), (label!.U, label.Redshift));
    }

    [Theory]
    [InlineData(-9999.0, null)]
    [InlineData(999.0, null)]
    [InlineData(99.0, 99.0)]
    public void A_mark_in_place_of_a_position_is_none_and_99_degrees_are_a_place(double alpha, double? kept)
    {
        var message = SomeLabels.Message();
        var (label, reasons) = LabelReader.Read(
            SomeLabels.Body(message with { Observation = message.Observation! with { Alpha = alpha } }), null, Now);

        Assert.Empty(reasons);
        Assert.Equal(kept, label!.Alpha);
    }

    [Fact]
    public void Measurements_are_kept_by_name_and_marks_among_them_are_not()
    {
        var label = SomeLabels.Measured(new() { ["w1"] = 15.25, ["ebv"] = 0.031, ["w2"] = null, ["w3"] = -999 });

        Assert.Equal("""{"ebv":0.031,"w1":15.25}""", label.Measurements);
        Assert.Equal(15.25, label.ToObservation().Value("w1"));
        Assert.Equal(double.NaN, label.ToObservation().Value("w3"));
    }

    [Fact]
    public void The_digest_tells_measurements_apart_and_not_their_order_nor_what_was_not_measured()
    {
        var label = SomeLabels.Measured(new() { ["w1"] = 15.25, ["ebv"] = -0.0 });

        Assert.Equal(label.Digest, SomeLabels.Measured(new() { ["ebv"] = 0.0, ["w1"] = 15.25, ["w2"] = 99 }).Digest);
        Assert.NotEqual(label.Digest, SomeLabels.Measured(new() { ["ebv"] = 0.0, ["w1"] = 15.26 }).Digest);
        Assert.Equal(SomeLabels.One().Digest, SomeLabels.Measured(new() { ["w2"] = 99 }).Digest);
    }

    [Fact]
    public void A_label_with_two_bands_is_refused()
    {
        var message = SomeLabels.Message();
        var observation = message.Observation! with { U = null, G = 99, Z = null };

        var (label, reasons) = LabelReader.Read(
            SomeLabels.Body(message with { Observation = observation }), null, Now);

        Assert.Null(label);
        Assert.Equal(RejectionCode.TooFewBands, Assert.Single(reasons).Code);
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
    [InlineData("\"u\":22.857", "\"u\":-99.5", "u is -99.5, outside")]
    [InlineData("\"redshift\":1.174", "\"redshift\":12.5", "redshift is 12.5, outside")]
    [InlineData("\"measurements\":null", "\"measurements\":7", "measurements is not an object of numbers")]
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

    [Fact]
    public void Half_of_a_character_in_a_name_is_a_fault_of_the_label_alone()
    {
        // Found by fuzzing, and made short by it.
        var (label, reasons) = LabelReader.Read(
            SomeLabels.Text("""{"observa\ud800":{"":"","":1,"":{"":1}},"":"","":""}"""), null, Now);

        Assert.Null(label);
        Assert.NotEmpty(reasons);
    }
}
