using System.Text;
using System.Text.Json;
using Streaming.Classification.Observations;
using Streaming.Simulation;

namespace Streaming.Classification.Tests.Observations;

/// <summary>What is read in one pass is what the lenient reader would have read, and it is all that is ordinary.</summary>
public sealed class ValidObservationReaderTests
{
    private const string Good =
        """
        {"observationId":"a-1","observedAt":"2026-01-15T20:00:00Z","alpha":12.5,"delta":-3.25,"u":19.1,"g":18.2,
        "r":17.3,"i":16.4,"z":15.5,"redshift":0.1,"visitId":"v","source":"s"}
        """;

    private readonly ValidObservationReader _reader = new();

    [Fact]
    public void Every_good_observation_of_a_night_is_read_in_one_pass()
    {
        var night = new SimulatedNight(new NightOptions { Seed = 3, PhotometricShare = 0.5, MissingBandsShare = 0.3 });
        foreach (var made in night.Observe(2_000).Select(simulated => simulated.Observation))
        {
            Assert.True(_reader.TryRead(JsonSerializer.SerializeToUtf8Bytes(made, JsonSerializerOptions.Web), out var read));
            Assert.Equal(ValidObservation.From(made), read);
        }
    }

    [Fact]
    public void No_faulty_observation_of_a_night_is()
    {
        var night = new SimulatedNight(new NightOptions { Seed = 4, FaultyShare = 1 });
        foreach (var made in night.Observe(2_000).Where(one => one.IsFaulty))
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(made.Observation, JsonSerializerOptions.Web);

            Agree(body);
        }
    }

    [Theory]
    [InlineData("\"u\":19.1", "\"u\":null")]
    [InlineData("\"u\":19.1", "\"u\":-9999")]
    [InlineData("\"u\":19.1", "\"u\":99.0")]
    [InlineData("\"u\":19.1", "\"u\":1.91e1")]
    [InlineData("\"u\":19.1", "\"other\":{\"u\":[1,2,{\"g\":3}]}")]
    [InlineData("\"redshift\":0.1", "\"redshift\":null")]
    [InlineData("\"redshift\":0.1", "\"redshift\":-9999,\"measurements\":null")]
    [InlineData("\"alpha\":12.5", "\"alpha\":99")]
    [InlineData("\"u\":19.1", "\"u\":19.1,\"u\":18.5")]
    [InlineData("\"u\":19.1", "\"u\":19.1,\"u\":null")]
    [InlineData("20:00:00Z", "20:00:00.1234567+05:30")]
    [InlineData("\"visitId\":\"v\",\"source\":\"s\"", "\"visitId\":null")]
    [InlineData("a-1", "Ä-✓")]
    public void Ordinary_variants_are_read_in_one_pass(string part, string instead)
    {
        Assert.True(Agree(Body(part, instead)));
    }

    [Theory]
    [InlineData("\"u\":19.1", "\"u\":NaN")]
    [InlineData("\"u\":19.1", "\"u\":\"19.1\"")]
    [InlineData("\"u\":19.1", "\"u\":41")]
    [InlineData("\"u\":19.1", "\"u\":1e999")]
    [InlineData("\"r\":17.3,\"i\":16.4,\"z\":15.5", "\"r\":null,\"i\":99")]
    [InlineData("\"u\":19.1", "\"\\u0075\":19.1")]
    [InlineData("\"u\":19.1", "\"u\":19.1,\"measurements\":{\"w1\":14.2}")]
    [InlineData("\"u\":19.1", "\"u\":19.1,\"measurements\":[]")]
    [InlineData("\"redshift\":0.1", "\"redshift\":13")]
    [InlineData("\"alpha\":12.5", "\"alpha\":360")]
    [InlineData("\"alpha\":12.5", "\"alpha\":null")]
    [InlineData("\"delta\":-3.25", "\"delta\":-91")]
    [InlineData("\"delta\":-3.25,", "")]
    [InlineData("a-1", "")]
    [InlineData("a-1", "a\\u002d1")]
    [InlineData("a-1", "\\ud800")]
    [InlineData("\"a-1\"", "7")]
    [InlineData("\"s\"", "7")]
    [InlineData("\"v\"", "{}")]
    [InlineData("20:00:00Z", "20:00:00")]
    [InlineData("2026-01-15T20:00:00Z", "yesterday")]
    [InlineData("2026-01-15T20:00:00Z", "2026-13-15T20:00:00Z")]
    [InlineData("\"2026-01-15T20:00:00Z\"", "null")]
    [InlineData("\"s\"}", "\"s\"")]
    [InlineData("\"s\"}", "\"s\"} {}")]
    [InlineData("\"s\"}", "\"s\",}")]
    [InlineData("{\"obs", "[{\"obs")]
    [InlineData("{\"obs", "\ufeff{\"obs")]
    public void Whatever_is_out_of_the_ordinary_is_left_to_the_lenient_reader(string part, string instead)
    {
        Assert.False(Agree(Body(part, instead)));
    }

    [Fact]
    public void The_longest_identity_is_read_and_one_that_is_longer_is_not()
    {
        Assert.True(Agree(Body("a-1", new string('é', 128))));
        Assert.False(Agree(Body("a-1", new string('é', 129))));
    }

    [Fact]
    public void A_text_of_the_observation_before_does_not_stay()
    {
        Assert.True(_reader.TryRead(Body("", ""), out var first));
        Assert.True(_reader.TryRead(Body("\"v\"", "\"w\""), out var second));
        Assert.True(_reader.TryRead(Body("\"visitId\":\"v\",", ""), out var third));

        Assert.Equal(("v", "w", null), (first.VisitId, second.VisitId, third.VisitId));
        Assert.Equal(("s", "s", "s"), (first.Source, second.Source, third.Source));
    }

    // The bodies of the other tests, cut and changed at random: nothing is taken that the lenient reader refuses.
    [Fact]
    public void On_changed_bodies_the_two_readers_agree()
    {
        var random = new Random(5);
        var taken = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var body = Body("", "");
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                body[random.Next(body.Length)] = (byte)"\"{}[]:,.-+0123456789eZnul\\\u0001"[random.Next(26)];
            }

            taken += Agree(body) ? 1 : 0;
        }

        Assert.InRange(taken, 1_000, 19_000);
    }

    private static byte[] Body(string part, string instead) =>
        Encoding.UTF8.GetBytes(part.Length == 0 ? Good : Good.Replace(part, instead, StringComparison.Ordinal));

    // Whether it was read in one pass; then the lenient reader must find the same, without a fault.
    private bool Agree(byte[] body)
    {
        var isRead = _reader.TryRead(body, out var read);
        if (isRead)
        {
            var (observation, unreadable) = ObservationReader.Read(body, null);
            Assert.Empty(unreadable);
            Assert.Empty(ObservationValidator.Validate(observation, unreadable));
            Assert.Equal(ValidObservation.From(observation), read);
        }

        return isRead;
    }
}
