using System.Text;
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

    public void Dispose() => _json.Dispose();

    private EventReader Take(long limit, params string[] bodies)
    {
        var reader = new EventReader(_statistics, _json, limit);
        foreach (var body in bodies) reader.Take(EventSubscription.ClassifiedExchange, Encoding.UTF8.GetBytes(body));
        return reader;
    }
}
