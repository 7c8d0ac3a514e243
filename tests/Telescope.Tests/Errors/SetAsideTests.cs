using Streaming.Contracts;
using Streaming.Telescope.Errors;
using Streaming.Telescope.Publishing;
using Xunit;

namespace Streaming.Telescope.Tests.Errors;

public sealed class SetAsideTests
{
    private const long Second = 1_795_939_200;

    private static readonly (string, object?)[] Fault =
    [
        ("MT-Fault-ExceptionType", "Streaming.Worker.Consuming.ScoringException"),
        ("MT-Fault-Message", "scoring failed"),
        ("MT-Fault-Timestamp", "2026-11-29T10:00:00+02:00"),
    ];

    [Fact]
    public void What_the_worker_says_goes_before_what_MassTransit_says_and_that_before_the_broker()
    {
        (string, object?)[] all =
        [
            .. Fault,
            ("Streaming-Reason", "too large"),
            KeptMessages.Death("delivery_limit", "observations", Second),
        ];

        Assert.Equal("too large", Reason(all));
        Assert.Equal("ScoringException: scoring failed", Reason([.. all.Where(one => one.Item1 != "Streaming-Reason")]));
        Assert.Equal("delivery_limit of observations", Reason(all[^1]));
        Assert.Equal("rejected of labels", Reason(("x-first-death-reason", "rejected"), ("x-first-death-queue", "labels")));
        Assert.Equal(SetAside.Unknown, Reason());
    }

    [Fact]
    public void A_reason_can_do_nothing_to_a_terminal() => Assert.Equal(
        @"a\u001b[31m\u202eb\u000ac\u009b", Reason(("Streaming-Reason", "a\u001b[31m\u202eb\nc\u009b")));

    [Fact]
    public void The_time_is_that_of_the_fault_else_of_the_death_else_of_the_entry()
    {
        var entry = ("timestamp_in_ms", (object?)(Second * 1_000 + 5));
        var death = KeptMessages.Death("expired", "observations", Second);

        Assert.Equal(new DateTimeOffset(2026, 11, 29, 8, 0, 0, TimeSpan.Zero), Time([.. Fault, death, entry]));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Second), Time(death, entry));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Second * 1_000 + 5), Time(entry));
        Assert.Equal(
            new DateTimeOffset(2026, 11, 29, 7, 0, 0, TimeSpan.Zero),
            Time([.. Fault, ("Streaming-Failed-At", "2026-11-29T07:00:00.0000000+00:00")]));
        Assert.Null(Time(("timestamp_in_ms", long.MaxValue)));
        Assert.Null(Time(KeptMessages.Death("expired", "observations", long.MaxValue)));
        Assert.Null(Time(("MT-Fault-Timestamp", "yesterday")));
    }

    [Theory]
    [InlineData("observations_error", "observations")]
    [InlineData("observations_bulk_error", "observations_bulk")]
    [InlineData("observations_dead", "observations")]
    public void It_goes_back_to_the_queue_that_its_own_tells(string queue, string expected) =>
        Assert.Equal(expected, SetAside.Of(KeptMessages.Of(queue)).Route.Queue);

    [Fact]
    public void A_dead_message_goes_back_to_the_queue_it_died_in() => Assert.Equal(
        Route.Bulk,
        SetAside.Of(KeptMessages.Of(
            ObservationsTopology.Dead, "{}", KeptMessages.Death("delivery_limit", "observations_bulk", Second))).Route);

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("SCORING", null, null, true)]
    [InlineData("other", null, null, false)]
    [InlineData(null, 8, null, true)]
    [InlineData(null, 9, null, false)]
    [InlineData(null, null, 8, false)]
    [InlineData("failed", 7, 9, true)]
    public void A_selection_goes_by_reason_and_time(string? reason, int? since, int? until, bool isTaken) =>
        Assert.Equal(isTaken, new ErrorSelection
        {
            Queues = SetAside.Queues,
            Reason = reason,
            Since = Hour(since),
            Until = Hour(until),
        }.Takes(Of(Fault)));

    [Fact]
    public void What_tells_no_time_is_in_no_span_of_time() =>
        Assert.False(new ErrorSelection { Queues = [], Since = DateTimeOffset.MinValue }.Takes(Of()));

    [Fact]
    public void Counts_are_by_queue_and_reason_and_have_the_oldest_and_the_newest_time()
    {
        var counts = new ErrorCounts();
        counts.Add([Of(Fault), Of([.. Fault[..2], ("MT-Fault-Timestamp", "2026-11-29T07:00:00Z")]), Of()]);

        Assert.Equal(
            [("ScoringException: scoring failed", 2L, 4L, Hour(7), Hour(8)), (SetAside.Unknown, 1, 2, null, null)],
            counts.Ordered().Select(one => (one.Reason, one.Messages, one.Bytes, one.Oldest, one.Newest)));
    }

    private static DateTimeOffset? Hour(int? hour) =>
        hour is { } given ? new DateTimeOffset(2026, 11, 29, given, 0, 0, TimeSpan.Zero) : null;

    private static string Reason(params (string, object?)[] headers) => Of(headers).Reason;

    private static DateTimeOffset? Time(params (string, object?)[] headers) => Of(headers).Time;

    private static SetAside Of(params (string, object?)[] headers) =>
        SetAside.Of(KeptMessages.Of(ObservationsTopology.ErrorQueue, "{}", headers));
}
