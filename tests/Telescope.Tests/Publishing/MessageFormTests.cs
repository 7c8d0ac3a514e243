using System.IO.Compression;
using System.Text.Json;
using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Telescope.Publishing;
using Xunit;

namespace Streaming.Telescope.Tests.Publishing;

public sealed class MessageFormTests
{
    [Fact]
    public void Alone_each_observation_is_the_body_of_its_message()
    {
        var messages = MessageForm.Single.Write(Night(3)).ToList();

        Assert.Equal(
            Night(3).Select(one => one.ObservationId),
            messages.Select(one => JsonDocument.Parse(one.Body).RootElement.GetProperty("observationId").GetString()));
        Assert.All(messages, message => Assert.Null(message.ContentEncoding));
    }

    [Fact]
    public void Many_are_in_a_message_and_the_last_one_has_the_rest()
    {
        var messages = Bulk(500).Write(Night(1_100)).ToList();

        Assert.Equal([500, 500, 100], messages.Select(message => Observations(message.Body).Count));
        Assert.Equal([500, 500, 100], messages.Select(message => message.Observations.Count));
        Assert.All(messages, message => Assert.Null(message.ContentEncoding));
        Assert.Equal(
            Night(1_100).Select(one => one.ObservationId),
            messages.SelectMany(message => Observations(message.Body)).Select(Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    public void The_smallest_and_the_largest_message_hold_what_was_asked_for(int size)
    {
        var message = Bulk(size).Write(Night(size)).Single();

        Assert.Equal(size, Observations(message.Body).Count);
    }

    [Fact]
    public void Nothing_makes_no_message() => Assert.Empty(Bulk(500).Write([]));

    [Fact]
    public void An_observation_in_company_is_written_as_it_is_alone()
    {
        var alone = MessageForm.Single.Write(Night(200)).Select(message => JsonElement.Parse(message.Body.Span));
        var together = Observations(Bulk(200).Write(Night(200)).Single().Body);

        Assert.Equal(alone.Select(one => one.GetRawText()), together.Select(one => one.GetRawText()));
    }

    [Fact]
    public void Faulty_observations_stay_among_the_others()
    {
        var night = new SimulatedNight(new NightOptions { FaultyShare = 0.5 }).Observe(300).ToList();

        var message = Bulk(300).Write(night.Select(simulated => simulated.Observation)).Single();

        Assert.Contains(night, simulated => simulated.IsFaulty);
        Assert.Equal(night.Select(one => one.Observation.ObservationId), Observations(message.Body).Select(Id));
    }

    [Theory]
    [InlineData(4, new[] { 4, 4, 2, 4, 4, 2, 3 })]
    [InlineData(10, new[] { 10, 10, 3 })]
    [InlineData(15, new[] { 10, 10, 3 })]
    public void No_message_spans_two_paced_visits(int size, int[] expected)
    {
        var messages = MessageForm.Bulk(size, visitSize: 10, isCompressed: false).Write(Night(23));

        Assert.Equal(expected, messages.Select(message => message.Observations.Count));
    }

    [Fact]
    public void A_compressed_body_says_so_and_is_the_same_unpacked()
    {
        var plain = Bulk(500).Write(Night(500)).Single();
        var packed = MessageForm.Bulk(500, visitSize: null, isCompressed: true).Write(Night(500)).Single();

        Assert.Equal("gzip", packed.ContentEncoding);
        Assert.True(packed.Body.Length < plain.Body.Length / 2, $"{packed.Body.Length} of {plain.Body.Length} bytes");
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed.Body.ToArray()), CompressionMode.Decompress))
            gzip.CopyTo(unpacked);
        Assert.Equal(plain.Body.ToArray(), unpacked.ToArray());
    }

    private static MessageForm Bulk(int size) => MessageForm.Bulk(size, visitSize: null, isCompressed: false);

    private static IEnumerable<ObservationReceived> Night(int count) =>
        new SimulatedNight(new NightOptions()).Observe(count).Select(simulated => simulated.Observation);

    private static List<JsonElement> Observations(ReadOnlyMemory<byte> body)
    {
        var root = JsonElement.Parse(body.Span);
        Assert.Equal(["observations"], root.EnumerateObject().Select(property => property.Name));
        return [.. root.GetProperty("observations").EnumerateArray()];
    }

    private static string? Id(JsonElement observation) =>
        observation.TryGetProperty("observationId", out var id) ? id.GetString() : null;
}
