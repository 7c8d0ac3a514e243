using System.Text;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Classification.Tests.Observations;

/// <summary>How "not measured" is read: null, absent, marks, and what Python's json.dumps writes.</summary>
public sealed class NotMeasuredTests
{
    private const string Envelope = "application/vnd.masstransit+json";

    public static TheoryData<string> Words => ["NaN", "Infinity", "-Infinity"];

    [Theory]
    [InlineData("null")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void A_null_and_a_bare_word_are_not_measured(string value)
    {
        var (observation, reasons) = Read($$"""{"u": {{value}}, "g": 21.5, "redshift":{{value}}}""");

        Assert.Empty(reasons);
        Assert.Equal(new ObservationReceived { G = 21.5 }, observation);
    }

    [Fact]
    public void A_mark_is_read_as_it_stands()
    {
        var (observation, reasons) = Read("""{"u": -9999, "g": 99.0, "r": -9.99e2}""");

        Assert.Empty(reasons);
        Assert.Equal(new ObservationReceived { U = -9999, G = 99, R = -999 }, observation);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_bare_word_is_read_in_an_envelope(string word)
    {
        var body = $$"""
            {"messageType": ["urn:message:Streaming.Contracts:ObservationReceived"],
            "message": {"observationId": "a", "u": {{word}}, "g": 21.5}, "seeing": {{word}}}
            """;

        var (observation, reasons) = Read(body, Envelope);

        Assert.Empty(reasons);
        Assert.Equal(new ObservationReceived { ObservationId = "a", G = 21.5 }, observation);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_bare_word_is_read_among_measurements(string word)
    {
        var (observation, reasons) = Read($$"""{"measurements": {"w1": {{word}}, "w2": 15.5}, "u": 21.5}""");

        Assert.Empty(reasons);
        Assert.Equal(
            new Dictionary<string, double?> { ["w1"] = null, ["w2"] = 15.5 }, observation.Measurements);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_in_a_text_stays(string word)
    {
        var (observation, reasons) = Read($$"""
            {"u": NaN, "observationId": "{{word}}", "source": "a \"{{word}}\" \\", "g": 21.5,
            "visitId": "{{word}}, {{word}}]"}
            """);

        Assert.Empty(reasons);
        Assert.Equal(
            new ObservationReceived
            {
                ObservationId = word,
                Source = $"""a "{word}" \""",
                G = 21.5,
                VisitId = $"{word}, {word}]",
            },
            observation);
    }

    [Fact]
    public void A_word_may_be_the_name_of_a_field_that_is_not_known() => Assert.Equal(
        new ObservationReceived { G = 21.5 },
        Read("""{"NaN": NaN, "Infinity": [NaN, -Infinity], "g": 21.5}""").Observation);

    [Fact]
    public void A_required_number_that_is_a_bare_word_is_missing()
    {
        var (observation, reasons) = Read("""{"alpha": NaN, "delta": -Infinity}""");

        Assert.Empty(reasons);
        Assert.Equal(
            ["alpha", "delta"],
            ObservationValidator.Validate(observation, reasons)
                .Where(reason => reason is { Code: RejectionCode.Missing, Field: "alpha" or "delta" })
                .Select(reason => reason.Field));
    }

    [Theory]
    [InlineData("""{"u": NaN, "g": 21.5""", 1, 7)]
    [InlineData("""{"g": oops, "u": NaN}""", 1, 7)]
    [InlineData("{\"u\": 21,\n \"g\": Infinity, \"r\": 1,}", 2, 7)]
    [InlineData("""{"u": 21.5, "g": nan}""", 1, 19)]
    [InlineData("""{"u": +Infinity}""", 1, 7)]
    [InlineData("""{"u": --Infinity}""", 1, 8)]
    [InlineData("""{"u": NaNs}""", 1, 7)]
    [InlineData("""{"u": NaN "g": 1}""", 1, 7)]
    [InlineData("""{"u": "NaN}""", 1, 12)]
    public void A_body_with_another_fault_is_not_JSON_where_it_first_fails(string body, int line, int place)
    {
        var (_, reasons) = Read(body);

        var reason = Assert.Single(reasons);
        Assert.Equal(RejectionCode.NotJson, reason.Code);
        Assert.Equal($"the body is not JSON: line {line}, byte {place}", reason.Message);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("[NaN]")]
    public void A_body_that_is_a_word_is_no_observation(string body) =>
        Assert.Equal(RejectionCode.NotAnObservation, Assert.Single(Read(body).Reasons).Code);

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    public void A_number_beyond_a_double_is_no_mark_but_a_fault(string number)
    {
        var (observation, reasons) = Read($$"""
            {"observationId": "a", "observedAt": "2026-01-15T20:00:00Z", "alpha": 1, "delta": 2,
            "u": {{number}}, "g": 21.5, "r": 21, "i": NaN}
            """);

        var reason = Assert.Single(ObservationValidator.Validate(observation, reasons));
        Assert.Equal((RejectionCode.NotFinite, "u"), (reason.Code, reason.Field));
    }

    private static (ObservationReceived Observation, IReadOnlyList<RejectionReason> Reasons) Read(
        string body, string? contentType = null) => ObservationReader.Read(Encoding.UTF8.GetBytes(body), contentType);
}
