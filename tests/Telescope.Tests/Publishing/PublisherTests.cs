using Microsoft.Extensions.Time.Testing;
using Streaming.Contracts;
using Streaming.Telescope.Publishing;
using Xunit;

namespace Streaming.Telescope.Tests.Publishing;

public sealed class PublisherTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Queue<FakeChannel> _channels = [];

    [Fact]
    public async Task What_the_broker_confirms_counts_as_confirmed()
    {
        _channels.Enqueue(new FakeChannel(PublishOutcome.Confirmed));

        var counts = await PublishAsync(5_000);

        Assert.Equal((5_000, 5_000, 0), (counts.Sent, counts.Confirmed, counts.Unsafe));
    }

    [Fact]
    public async Task Observations_with_and_without_a_redshift_are_counted_apart()
    {
        _channels.Enqueue(new FakeChannel(PublishOutcome.Confirmed));
        double?[] redshifts = [0.1, null, -9999, 0, null];

        var counts = await PublishAsync(redshifts.Select(redshift => new ObservationReceived { Redshift = redshift }));

        Assert.Equal((2, 3), (counts.Spectroscopic, counts.Photometric));
        Assert.StartsWith(
            "published 5 observations (3 photometric, 2 spectroscopic) in 1.0 s: 5 confirmed",
            PublishReport.Summary(counts, TimeSpan.FromSeconds(1)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            """{"sent":5,"spectroscopic":2,"photometric":3,"confirmed":5,""",
            PublishReport.Json(counts, TimeSpan.FromSeconds(1)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PublishOutcome.Returned, "3 returned because no queue takes them")]
    [InlineData(PublishOutcome.Refused, "3 refused by the broker")]
    public async Task What_the_broker_does_not_keep_is_a_failure(object outcome, string words)
    {
        _channels.Enqueue(new FakeChannel((PublishOutcome)outcome));

        var counts = await PublishAsync(3);

        var failure = Assert.Throws<FailureException>(() => PublishReport.ThrowIfIncomplete(counts));
        Assert.Equal($"3 of 3 observations are not confirmed: {words}", failure.Message);
    }

    [Fact]
    public async Task No_more_than_a_window_is_under_way()
    {
        var channel = new FakeChannel();
        _channels.Enqueue(channel);
        await using var link = await LinkAsync();
        using var publisher = new Publisher(link, MessageForm.Single, Pace.Unlimited(_time), _time);

        var publish = publisher.PublishAsync(Observations(Publisher.Window + 1), CancellationToken.None);

        Assert.Equal(Publisher.Window, channel.Published);
        channel.UnderWay[0].SetResult(PublishOutcome.Confirmed);
        while (channel.Published == Publisher.Window) await Task.Yield();
        foreach (var waiting in channel.UnderWay) waiting.TrySetResult(PublishOutcome.Confirmed);
        await publish;
        Assert.Equal(Publisher.Window + 1, publisher.Counts.Confirmed);
    }

    [Fact]
    public async Task What_was_lost_with_the_connection_is_published_again_on_a_new_one()
    {
        _channels.Enqueue(new FakeChannel(PublishOutcome.Lost));
        _channels.Enqueue(new FakeChannel(PublishOutcome.Confirmed));

        var counts = await PublishAsync(10);

        Assert.Equal((10, 10), (counts.Sent, counts.Confirmed));
        Assert.InRange(counts.Repeated, 1, 10);
    }

    [Fact]
    public async Task Many_in_a_message_are_counted_as_observations_and_the_messages_beside_them()
    {
        _channels.Enqueue(new FakeChannel(PublishOutcome.Lost));
        _channels.Enqueue(new FakeChannel(PublishOutcome.Confirmed));

        var counts = await PublishAsync(Observations(10), Bulk(4));

        Assert.Equal((10, 10, 3, 0), (counts.Sent, counts.Confirmed, counts.Messages, counts.Unsafe));
        Assert.InRange(counts.Repeated, 2, 10);
        Assert.StartsWith(
            "published 10 observations in 3 messages (10 photometric, 0 spectroscopic) in 1.0 s: 10 confirmed",
            PublishReport.Summary(counts, TimeSpan.FromSeconds(1)),
            StringComparison.Ordinal);
        Assert.Contains(
            "\"messages\":3", PublishReport.Json(counts, TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_in_a_message_that_the_broker_does_not_keep_are_all_unsafe()
    {
        _channels.Enqueue(new FakeChannel(PublishOutcome.Returned));

        var counts = await PublishAsync(Observations(10), Bulk(500));

        var failure = Assert.Throws<FailureException>(() => PublishReport.ThrowIfIncomplete(counts));
        Assert.Equal(
            "10 of 10 observations are not confirmed: 10 returned because no queue takes them", failure.Message);
    }

    [Fact]
    public async Task Of_the_largest_messages_no_more_than_four_are_under_way()
    {
        var channel = new FakeChannel();
        _channels.Enqueue(channel);
        await using var link = await LinkAsync();
        using var publisher = new Publisher(link, Bulk(5_000), Pace.Unlimited(_time), _time);

        var publish = publisher.PublishAsync(Observations(25_000), CancellationToken.None);

        Assert.Equal(4, channel.Published);
        channel.UnderWay[0].SetResult(PublishOutcome.Confirmed);
        while (channel.Published == 4) await Task.Yield();
        foreach (var waiting in channel.UnderWay) waiting.TrySetResult(PublishOutcome.Confirmed);
        await publish;
        Assert.Equal(25_000, publisher.Counts.Confirmed);
    }

    [Fact]
    public async Task A_rate_stays_one_of_observations_when_many_are_in_a_message()
    {
        var channel = new FakeChannel(PublishOutcome.Confirmed);
        _channels.Enqueue(channel);
        await using var link = await LinkAsync();
        using var publisher = new Publisher(link, Bulk(10), Pace.OfRate(10, _time), _time);

        var publish = publisher.PublishAsync(Observations(25), TestContext.Current.CancellationToken);
        Assert.Equal(0, channel.Published);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        while (channel.Published < 1) await Task.Yield();
        Assert.Equal(10, publisher.Counts.Sent);
        _time.Advance(TimeSpan.FromSeconds(1));
        while (channel.Published < 2) await Task.Yield();
        Assert.Equal(20, publisher.Counts.Sent);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        await publish;

        Assert.Equal(25, publisher.Counts.Confirmed);
    }

    [Fact]
    public async Task A_paced_visit_goes_out_at_once_in_messages_of_its_own()
    {
        var channel = new FakeChannel(PublishOutcome.Confirmed);
        _channels.Enqueue(channel);
        await using var link = await LinkAsync();
        var pace = Pace.OfVisits(7, TimeSpan.FromSeconds(30), _time);
        using var publisher = new Publisher(link, MessageForm.Bulk(5, 7, isCompressed: false), pace, _time);

        var publish = publisher.PublishAsync(Observations(14), TestContext.Current.CancellationToken);
        Assert.Equal([5, 2], channel.Messages.Select(message => message.Observations.Count));
        _time.Advance(TimeSpan.FromSeconds(30));
        await publish;

        Assert.Equal([5, 2, 5, 2], channel.Messages.Select(message => message.Observations.Count));
    }

    [Fact]
    public async Task A_message_that_breaks_every_connection_is_given_up()
    {
        for (var k = 0; k <= Publisher.Attempts; k++) _channels.Enqueue(new FakeChannel(PublishOutcome.Lost));

        var counts = await PublishAsync(1);

        Assert.Equal((1, Publisher.Attempts - 1), (counts.Unsafe, counts.Repeated));
    }

    [Fact]
    public async Task A_broker_that_stays_away_is_given_up_after_a_minute()
    {
        _channels.Enqueue(new FakeChannel(PublishOutcome.Lost));

        var publish = PublishAsync(20);
        while (!publish.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal((20, 0), ((await publish).Unsafe, (await publish).Confirmed));
    }

    [Fact]
    public async Task After_an_interrupt_what_is_under_way_is_still_confirmed()
    {
        var channel = new FakeChannel();
        _channels.Enqueue(channel);
        using var interrupt = new CancellationTokenSource();
        await using var link = await LinkAsync();
        var pace = Pace.OfVisits(7, TimeSpan.FromHours(1), _time);
        using var publisher = new Publisher(link, MessageForm.Single, pace, _time);

        var publish = publisher.PublishAsync(Observations(100), interrupt.Token);
        await interrupt.CancelAsync();
        foreach (var waiting in channel.UnderWay) waiting.SetResult(PublishOutcome.Confirmed);
        await publish;

        Assert.Equal((7, 7), (publisher.Counts.Sent, publisher.Counts.Confirmed));
    }

    [Fact]
    public async Task After_an_interrupt_a_broker_that_hangs_is_not_waited_for_longer_than_the_grace()
    {
        _channels.Enqueue(new FakeChannel());
        using var interrupt = new CancellationTokenSource();
        await using var link = await LinkAsync();
        using var publisher = new Publisher(link, MessageForm.Single, Pace.Unlimited(_time), _time);

        var publish = publisher.PublishAsync(Observations(3), interrupt.Token);
        await interrupt.CancelAsync();
        while (!publish.IsCompleted)
        {
            _time.Advance(Publisher.Grace);
            await Task.Yield();
        }

        Assert.Equal(3, publisher.Counts.Unsafe);
    }

    private static IEnumerable<ObservationReceived> Observations(int count) =>
        Enumerable.Range(1, count).Select(k => new ObservationReceived { ObservationId = $"o-{k}" });

    private static MessageForm Bulk(int size) => MessageForm.Bulk(size, visitSize: null, isCompressed: false);

    private Task<PublishCounts> PublishAsync(int count) => PublishAsync(Observations(count));

    private async Task<PublishCounts> PublishAsync(
        IEnumerable<ObservationReceived> observations, MessageForm? form = null)
    {
        await using var link = await LinkAsync();
        using var publisher = new Publisher(link, form ?? MessageForm.Single, Pace.Unlimited(_time), _time);
        await publisher.PublishAsync(observations, TestContext.Current.CancellationToken);
        return publisher.Counts;
    }

    private async Task<Link> LinkAsync()
    {
        var link = new Link(
            _ => _channels.TryDequeue(out var channel)
                ? Task.FromResult<IObservationChannel>(channel)
                : Task.FromException<IObservationChannel>(new FailureException("no broker")),
            _time);
        await link.OpenAsync(CancellationToken.None);
        return link;
    }
}
