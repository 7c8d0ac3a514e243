using System.Text;
using System.Text.Json;
using Streaming.Telescope.Watching;
using Xunit;

namespace Streaming.Telescope.Tests.Watching;

public sealed class EventReaderTests : IDisposable
{
    private const string Classified = """
        {
          "observationId": "o", "class": "STAR", "confidence": 1, "probabilities": { "STAR": 1, "GALAXY": 0, "QSO": 0 },
          "model": { "version": "v1", "sha256": "00" }, "observedAt": "2026-01-01T00:00:00+00:00",
          "classifiedAt": "2026-01-01T00:00:00Z", "alpha": 1, "delta": 2
        }
        """;

    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 600).Select(k => new Guid(k, 0, 0, new byte[8]))];

    private readonly LiveStatistics _statistics = new(TimeProvider.System);
    private readonly StringWriter _json = new();

    [Fact]
    public void Each_event_is_one_line_of_json()
    {
        Take(long.MaxValue, Classified, Classified);

        var lines = _json.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("\"observedAt\":\"2026-01-01T00:00:00+00:00\"", line));
    }

    [Fact]
    public void A_message_that_is_no_text_for_a_reader_is_counted_as_unreadable_and_ends_nothing()
    {
        // Found by fuzzing: half of a character in a name is JSON, and no name.
        Take(long.MaxValue, """{"observationI\ud800": 1}""", Classified);
        new EventReader(_statistics, null, long.MaxValue).Take(
            EventSubscription.ObjectsExchange, null, Encoding.UTF8.GetBytes("""{"object\ud800": 1}"""));

        Assert.Single(_json.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Inputs_candidates_and_novelty_are_counted_and_stay_in_the_line()
    {
        var photometric = Classified.Replace("\"alpha\"", """
            "inputs": ["g", "r", "i"], "candidates": { "coverage": 0.95, "classes": ["STAR", "QSO"] }, "novelty": 0.004,
            "alpha"
            """, StringComparison.Ordinal);

        Take(long.MaxValue, photometric, Classified);

        var seen = _statistics.Take();
        Assert.Equal([("spectroscopic", 5, 1), ("photometric", 3, 1)], seen.Inputs);
        Assert.Equal([(2, 1)], seen.Candidates);
        Assert.Equal((2, 1, 0), (seen.Events, seen.Novel, seen.Unreadable));
        Assert.Contains(
            """
            "inputs":["g","r","i"],"candidates":{"coverage":0.95,"classes":["STAR","QSO"]},"novelty":0.004,"alpha":1,
            """,
            _json.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void It_ends_after_as_many_events_as_asked_for()
    {
        var reader = Take(2, Classified, Classified, Classified);

        Assert.True(reader.Enough.IsCompletedSuccessfully);
        Assert.Equal(2, _statistics.Take().Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"observationId":"o"}""")]
    public void What_is_no_event_is_counted_as_unreadable(string body)
    {
        Take(1, body);

        Assert.Equal((0, 1), (_statistics.Take().Events, _statistics.Take().Unreadable));
    }

    [Fact]
    public void Objects_of_one_message_are_counted_and_written_one_by_one()
    {
        var reader = new EventReader(_statistics, _json, long.MaxValue);

        Take(reader, Objects(Ids));

        Assert.Equal((600, 0), (_statistics.Take().Events, _statistics.Take().Unreadable));
        var lines = _json.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Ids, lines.Select(line => JsonElement.Parse(line).GetProperty("eventId").GetGuid()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_object_that_comes_alone_and_among_others_counts_once(bool isBulkFirst)
    {
        var reader = new EventReader(_statistics, _json, long.MaxValue);

        if (isBulkFirst) Take(reader, Objects(Ids));
        foreach (var id in Ids) Take(reader, Classified, id);
        if (!isBulkFirst) Take(reader, Objects(Ids));

        Assert.Equal(600, _statistics.Take().Events);
        Assert.Equal(600, _json.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_repeat_in_the_same_form_is_seen_as_it_comes()
    {
        var reader = new EventReader(_statistics, _json, long.MaxValue);

        foreach (var id in (Guid[])[Ids[0], Ids[0], Ids[1]]) Take(reader, Classified, id);

        Assert.Equal(3, _statistics.Take().Events);
    }

    [Fact]
    public void It_ends_in_the_middle_of_a_message_that_holds_more_than_asked_for()
    {
        var reader = new EventReader(_statistics, _json, 250);

        Take(reader, Objects(Ids));

        Assert.True(reader.Enough.IsCompletedSuccessfully);
        Assert.Equal(250, _statistics.Take().Events);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"objects":1}""")]
    [InlineData("""{"objects":[null]}""")]
    public void A_message_that_holds_no_objects_is_counted_as_unreadable(string body)
    {
        Take(new EventReader(_statistics, _json, 1), body);

        Assert.Equal((0, 1), (_statistics.Take().Events, _statistics.Take().Unreadable));
    }

    [Fact]
    public void Of_a_message_with_an_unreadable_object_none_is_counted()
    {
        Take(new EventReader(_statistics, _json, 1), $$"""{"objects":[{{Classified}},{"observationId":"o"}]}""");

        Assert.Equal((0, 1), (_statistics.Take().Events, _statistics.Take().Unreadable));
    }

    public void Dispose() => _json.Dispose();

    private static string Objects(IEnumerable<Guid> ids)
    {
        var objects = ids.Select(id => Classified.Replace(
            "\"observationId\"", $"\"eventId\": \"{id}\", \"observationId\"", StringComparison.Ordinal));
        return $$"""{"objects":[{{string.Join(',', objects)}}]}""";
    }

    private static void Take(EventReader reader, string objects) =>
        reader.Take(EventSubscription.ObjectsExchange, messageId: null, Encoding.UTF8.GetBytes(objects));

    private static void Take(EventReader reader, string classified, Guid id) =>
        reader.Take(EventSubscription.ClassifiedExchange, $"{id}", Encoding.UTF8.GetBytes(classified));

    private EventReader Take(long limit, params string[] bodies)
    {
        var reader = new EventReader(_statistics, _json, limit);
        foreach (var body in bodies)
        {
            reader.Take(EventSubscription.ClassifiedExchange, messageId: null, Encoding.UTF8.GetBytes(body));
        }

        return reader;
    }
}
