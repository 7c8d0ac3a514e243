using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Classification.Tests.Observations;

public sealed class ObservationTests
{
    private static readonly ObservationReceived Received = new()
    {
        ObservationId = "o-1",
        ObservedAt = new DateTimeOffset(2026, 1, 15, 20, 0, 0, TimeSpan.Zero),
        Alpha = 99,
        Delta = 32.5,
        U = -9999,
        G = 22.3,
        R = 20.4,
        I = null,
        Z = 18.8,
        Redshift = 99,
        Measurements = new Dictionary<string, double?>
        {
            ["psfMag_r"] = 20.6,
            ["cModelMag_r"] = null,
            ["w1"] = 99,
            ["w2"] = -999,
            ["ebv"] = 0,
        },
    };

    [Fact]
    public void What_was_not_measured_is_NaN_and_a_place_of_99_degrees_is_a_place()
    {
        var observation = Observation.From(Received);

        Assert.Equal((99, 32.5), (observation.Alpha, observation.Delta));
        Assert.Equal(
            [double.NaN, 22.3, 20.4, double.NaN, 18.8, double.NaN],
            ((string[])["u", "g", "r", "i", "z", "redshift"]).Select(observation.Value));
        Assert.Equal(
            new Dictionary<string, double> { ["psfMag_r"] = 20.6, ["ebv"] = 0 }, observation.Measurements);
        Assert.Equal(20.6, observation.Value("psfMag_r"));
        Assert.Equal(double.NaN, observation.Value("w1"));
    }

    [Fact]
    public void A_place_is_needed() => Assert.Throws<InvalidOperationException>(
        () => Observation.From(Received with { Alpha = null }));

    [Fact]
    public void An_observation_can_be_had_with_another_value()
    {
        var observation = Observation.From(Received);

        foreach (var name in (string[])["u", "g", "r", "i", "z", "redshift", "ebv", "w3"])
        {
            var changed = observation.With(name, 7.5);

            Assert.Equal(7.5, changed.Value(name));
            Assert.Equal(20.6, changed.Value("psfMag_r"));
            Assert.NotEqual(7.5, observation.Value(name));
        }

        Assert.Equal(7.5, (observation with { Measurements = null }).With("w1", 7.5).Value("w1"));
    }

    [Fact]
    public void In_a_manifest_stands_what_was_measured()
    {
        var text = JsonSerializer.Serialize(Observation.From(Received), ModelManifest.Json);

        Assert.Equal(
            """{"alpha":99,"delta":32.5,"g":22.3,"r":20.4,"z":18.8,"psfMag_r":20.6,"ebv":0}""",
            string.Concat(text.Where(character => !char.IsWhiteSpace(character))));
    }

    [Fact]
    public void From_a_manifest_it_comes_back_as_it_was()
    {
        var positionless = new Observation(
            double.NaN, double.NaN, 24, 22.125, 1.0 / 3, 19.25, 18.75, -0.00001);
        var named = Observation.From(Received);

        Assert.Equal(positionless, Again(positionless));
        Assert.Equal(named with { Measurements = null }, Again(named) with { Measurements = null });
        Assert.Equal(named.Measurements, Again(named).Measurements);
        Assert.All(InputSet.All, set => Assert.Equal(positionless.Reduced(set), Again(positionless.Reduced(set))));
    }

    [Theory]
    [InlineData("""{"alpha":1,"u":null}""")]
    [InlineData("""{"alpha":1,"u":"bright"}""")]
    [InlineData("""{"alpha":1,"w1":[2]}""")]
    [InlineData("[1, 2]")]
    [InlineData("null")]
    public void What_is_no_observation_is_a_fault_of_the_manifest(string text) => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize<Observation>(text, ModelManifest.Json));

    private static Observation Again(Observation observation) => JsonSerializer.Deserialize<Observation>(
        JsonSerializer.Serialize(observation, ModelManifest.Json), ModelManifest.Json);
}
