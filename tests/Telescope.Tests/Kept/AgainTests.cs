using System.Text;
using RabbitMQ.Client;
using Streaming.Telescope.Kept;
using Streaming.Telescope.Publishing;
using Streaming.Telescope.Tests.Errors;
using Xunit;

namespace Streaming.Telescope.Tests.Kept;

public sealed class AgainTests
{
    private static readonly DateTimeOffset Run = new(2026, 11, 29, 21, 4, 5, 123, TimeSpan.Zero);

    [Fact]
    public void What_its_publisher_gave_stays_and_what_tells_of_its_end_goes()
    {
        var message = KeptMessages.Of(
            "observations_error",
            """{"u":1}""",
            ("traceparent", "00-1-2-01"), ("tracestate", "a=1"), ("MT-Activity-Id", "00-1-2-01"), ("mine", 5),
            ("timestamp_in_ms", 1L), ("MT-Reason", "fault"), ("MT-Fault-Message", "m"), ("MT-Host-ProcessId", "5"),
            ("Streaming-Reason", "r"), ("Streaming-Failed-At", "t"), ("x-first-death-queue", "q"), ("x-last-death-queue", "q"), ("x-delivery-count", 3L),
            ("x-dotnet-pub-seq-no", "7"), KeptMessages.Death("expired", "observations", 1));
        var properties = (BasicProperties)message.Properties;
        (properties.MessageId, properties.ContentType, properties.ContentEncoding, properties.UserId) =
            ("m-1", "application/json", "gzip", "somebody");

        var again = Again.Of(message, Route.Bulk, Run);

        Assert.Equal(
            ["MT-Activity-Id", "Streaming-Resent", "mine", "timestamp_in_ms", "traceparent", "tracestate"],
            again.Properties.Headers!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("1 2026-11-29T21:04:05.123Z", again.Properties.Headers["Streaming-Resent"]);
        Assert.Equal(
            ("m-1", "application/json", "gzip", true),
            (again.Properties.MessageId, again.Properties.ContentType, again.Properties.ContentEncoding,
                again.Properties.Persistent));
        // The broker would close the channel for another user's id.
        Assert.False(again.Properties.IsUserIdPresent());
        Assert.Equal("""{"u":1}""", Encoding.UTF8.GetString(again.Body.Span));
        Assert.Equal("observations_bulk", again.Route.QueueExchange);
    }

    [Fact]
    public void A_message_that_is_sent_again_once_more_is_counted_and_known_by_its_run()
    {
        var before = KeptMessages.Of("observations_error", "{}", ("Streaming-Resent", "2 2026-11-28T21:04:05.000Z"));

        Assert.False(before.Resent!.IsOf(Run));
        var mark = ResentMark.Parse((string)Again.Of(before, Route.Single, Run).Properties.Headers!["Streaming-Resent"]!)!;
        Assert.Equal(3, mark.Count);
        // A clock that is finer than the header.
        Assert.True(mark.IsOf(Run.AddTicks(7)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0 2026-11-28T21:04:05.000Z")]
    [InlineData("-1 2026-11-28T21:04:05.000Z")]
    [InlineData("1 2026-11-28")]
    [InlineData("1 2026-11-28T21:04:05.000Z more")]
    public void What_is_no_mark_counts_as_none(string? text) => Assert.Null(ResentMark.Parse(text));

    [Fact]
    public void A_message_without_an_id_has_one_of_its_body() => Assert.Equal(
        "44136fa355b3", KeptMessages.Of("observations_error", "{}").Id);
}
