using System.Globalization;
using System.Text;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Classification.Tests.Observations;

/// <summary>How named measurements are read.</summary>
public sealed class MeasurementsTests
{
    [Fact]
    public void They_are_read_by_name_and_null_is_kept()
    {
        var (measurements, reasons) = Read("""{"psfMag_r": 21.5, "w1": null, "ebv": 99, "größe": -1e-3}""");

        Assert.Empty(reasons);
        Assert.Equal(
            new Dictionary<string, double?> { ["psfMag_r"] = 21.5, ["w1"] = null, ["ebv"] = 99, ["größe"] = -0.001 },
            measurements);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("NaN")]
    public void There_may_be_none(string json)
    {
        var (measurements, reasons) = Read(json);

        Assert.Empty(reasons);
        Assert.Null(measurements);
        Assert.Empty(Read("{}").Reasons);
        Assert.Empty(Read("{}").Measurements!);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void There_are_up_to_64(int count, bool allowed)
    {
        var members = Enumerable.Range(0, count).Select(i => $"\"m{i}\": {i}");

        var (measurements, reasons) = Read($"{{{string.Join(", ", members)}}}");

        if (allowed)
        {
            Assert.Empty(reasons);
            Assert.Equal(count, measurements!.Count);
            return;
        }

        var reason = Assert.Single(reasons);
        Assert.Equal(
            (RejectionCode.OutOfRange, "measurements", count.ToString(CultureInfo.InvariantCulture)),
            (reason.Code, reason.Field, reason.Value));
        Assert.Equal("measurements has 65 entries, allowed: up to 64", reason.Message);
        Assert.Null(measurements);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"w1\"")]
    [InlineData("[15.5]")]
    [InlineData("true")]
    public void They_are_an_object(string json)
    {
        var (measurements, reasons) = Read(json);

        var reason = Assert.Single(reasons);
        Assert.Equal((RejectionCode.WrongType, "measurements", json), (reason.Code, reason.Field, reason.Value));
        Assert.Null(measurements);
    }

    [Fact]
    public void Each_that_is_no_number_is_a_fault_of_its_own()
    {
        var (_, reasons) = Read("""{"w1": "15.5", "w2": 15.25, "w3": [1], "w4": {"value": 1}, "w5": 1e999}""");

        Assert.Equal(
            [
                (RejectionCode.WrongType, "measurements.w1"), (RejectionCode.WrongType, "measurements.w3"),
                (RejectionCode.WrongType, "measurements.w4"), (RejectionCode.NotFinite, "measurements.w5"),
            ],
            reasons.Select(reason => (reason.Code, reason.Field!)));
    }

    [Fact]
    public void A_name_that_is_no_text_is_a_fault()
    {
        var (_, reasons) = Read("""{"\ud800": 15.5}""");

        Assert.Equal((RejectionCode.WrongType, "measurements"), (Assert.Single(reasons).Code, reasons[0].Field));
    }

    [Fact]
    public void A_fault_of_one_rejects_the_observation()
    {
        var (observation, reasons) = ObservationReader.Read(
            """
            {"observationId": "a", "observedAt": "2026-01-15T20:00:00Z", "alpha": 1, "delta": 2,
            "u": 21, "g": 21.5, "r": 21, "measurements": {"w1": "bright"}}
            """u8.ToArray(),
            contentType: null);

        Assert.Equal(
            "measurements.w1", Assert.Single(ObservationValidator.Validate(observation, reasons)).Field);
    }

    private static (IReadOnlyDictionary<string, double?>? Measurements, IReadOnlyList<RejectionReason> Reasons) Read(
        string json)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"g": 21.5, "measurements": {{json}}}""");
        var (observation, reasons) = ObservationReader.Read(body, contentType: null);
        Assert.Equal(21.5, observation.G);
        return (observation.Measurements, reasons);
    }
}
