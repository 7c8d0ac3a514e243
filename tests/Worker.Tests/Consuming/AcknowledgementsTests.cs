using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using RabbitMQ.Client;
using Streaming.Worker.Consuming;
using Xunit;

namespace Streaming.Worker.Tests.Consuming;

/// <summary>What the broker is told of deliveries that are settled in any order.</summary>
public sealed class AcknowledgementsTests
{
    private readonly IChannel _channel = DispatchProxy.Create<IChannel, ToldChannel>();
    private readonly Acknowledgements _acknowledgements;

    public AcknowledgementsTests() => _acknowledgements = new Acknowledgements(_channel);

    private ToldChannel Told => (ToldChannel)(object)_channel;

    [Fact]
    public async Task A_batch_is_acknowledged_at_once_by_its_last()
    {
        Deliver(1, 500);

        await _acknowledgements.AcknowledgeAsync(Tags(1, 500));

        Assert.Equal(["ack 500"], Told.Lines);
    }

    [Fact]
    public async Task A_batch_that_is_settled_before_an_earlier_one_is_acknowledged_with_it()
    {
        Deliver(1, 30);

        await _acknowledgements.AcknowledgeAsync(Tags(11, 20));
        Assert.Empty(Told.Lines);
        await _acknowledgements.AcknowledgeAsync(Tags(1, 10));
        await _acknowledgements.AcknowledgeAsync(Tags(21, 30));

        Assert.Equal(["ack 20", "ack 30"], Told.Lines);
    }

    [Fact]
    public async Task What_is_handed_back_is_not_acknowledged_with_what_stands_before_and_behind_it()
    {
        Deliver(1, 9);

        await _acknowledgements.AcknowledgeAsync(Tags(4, 6));
        await _acknowledgements.HandBackAsync(Tags(7, 9));
        await _acknowledgements.HandBackAsync(Tags(1, 3));

        Assert.Equal(["nack 7", "nack 8", "nack 9", "nack 1", "nack 2", "nack 3", "ack 6"], Told.Lines);
    }

    [Fact]
    public async Task Only_what_the_broker_still_waits_for_is_named()
    {
        Deliver(1, 3);

        await _acknowledgements.AcknowledgeAsync(Tags(2, 2));
        await _acknowledgements.HandBackAsync(Tags(3, 3));
        await _acknowledgements.HandBackAsync(Tags(1, 1));

        Assert.Equal(["nack 3", "nack 1", "ack 2"], Told.Lines);
    }

    [Fact]
    public async Task It_is_drained_when_the_last_delivery_is_settled_however()
    {
        Deliver(5, 8);

        var drained = _acknowledgements.DrainedAsync();
        await _acknowledgements.AcknowledgeAsync(Tags(5, 6));
        await _acknowledgements.HandBackAsync(Tags(8, 8));
        Assert.False(drained.IsCompleted);
        await _acknowledgements.AcknowledgeAsync(Tags(7, 7));

        await drained.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(new Acknowledgements(_channel).DrainedAsync().IsCompleted);
    }

    [Fact]
    public async Task What_is_set_aside_holds_nothing_back_and_is_acknowledged_alone()
    {
        Deliver(1, 9);

        await _acknowledgements.SetAsideAsync([2, 5]);
        await _acknowledgements.AcknowledgeAsync([1, 3]);
        await _acknowledgements.AcknowledgeAsync([4, 6]);
        Assert.Equal(["ack 1 alone", "ack 3 alone", "ack 4 alone", "ack 6 alone"], Told.Lines);
        Told.Lines.Clear();
        await _acknowledgements.AcknowledgeAsync([5]);
        await _acknowledgements.AcknowledgeAsync([7]);
        await _acknowledgements.AcknowledgeAsync([2]);
        await _acknowledgements.AcknowledgeAsync([8, 9]);

        Assert.Equal(["ack 5 alone", "ack 7 alone", "ack 2 alone", "ack 9"], Told.Lines);
    }

    [Fact]
    public async Task What_is_set_aside_behind_something_open_is_passed_over_when_that_is_settled()
    {
        Deliver(1, 4);

        await _acknowledgements.SetAsideAsync([2]);
        await _acknowledgements.AcknowledgeAsync([3]);
        await _acknowledgements.AcknowledgeAsync([2]);
        Assert.Equal(["ack 2 alone"], Told.Lines);
        await _acknowledgements.AcknowledgeAsync([1, 4]);

        Assert.Equal(["ack 2 alone", "ack 4"], Told.Lines);
    }

    [Fact]
    public async Task At_a_stop_what_is_set_aside_is_handed_back_and_what_is_set_aside_later_too()
    {
        Deliver(1, 3);
        await _acknowledgements.SetAsideAsync([1]);
        Assert.True(_acknowledgements.IsAside(1));

        var drained = _acknowledgements.DrainedAsync();
        await _acknowledgements.SetAsideAsync([3]);
        Assert.False(_acknowledgements.IsAside(1));
        Assert.False(drained.IsCompleted);
        // It was tried once more at that moment, and confirmed: it comes again, and is not acknowledged.
        await _acknowledgements.AcknowledgeAsync([1, 3]);
        await _acknowledgements.AcknowledgeAsync([2]);
        await drained.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["nack 1", "nack 3", "ack 2"], Told.Lines);
    }

    [Fact]
    public async Task Before_a_stop_acknowledgements_are_kept_back_until_the_broker_can_send_nothing_more()
    {
        var time = new FakeTimeProvider();
        Deliver(1, 40);

        var quiet = _acknowledgements.QuietAsync(100, TimeSpan.FromSeconds(8), time);
        await _acknowledgements.AcknowledgeAsync(Tags(1, 40));
        Deliver(41, 60);
        time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.False(quiet.IsCompleted);
        Deliver(61, 100);
        time.Advance(TimeSpan.FromSeconds(0.25));
        await quiet.WaitAsync(TestContext.Current.CancellationToken);
        await _acknowledgements.AcknowledgeAsync(Tags(41, 90));
        Assert.Empty(Told.Lines);
        var drained = _acknowledgements.DrainedAsync();
        Assert.Equal(["ack 90"], Told.Lines);
        await _acknowledgements.AcknowledgeAsync(Tags(91, 100));

        await drained.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["ack 90", "ack 100"], Told.Lines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_stop_does_not_wait_for_a_stream_that_stands_still_or_would_take_too_long(int aLook)
    {
        var time = new FakeTimeProvider();
        Deliver(1, 40);

        var quiet = _acknowledgements.QuietAsync(100, TimeSpan.FromSeconds(5), time);
        Deliver(41, 40 + (ulong)aLook);
        time.Advance(TimeSpan.FromSeconds(0.25));

        await quiet.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_open_is_counted_whichever_way_it_was_settled()
    {
        var time = new FakeTimeProvider();
        Deliver(1, 10);
        await _acknowledgements.SetAsideAsync([2]);
        await _acknowledgements.AcknowledgeAsync([1, 3]);
        await _acknowledgements.AcknowledgeAsync([2]);
        await _acknowledgements.HandBackAsync([4]);
        await _acknowledgements.AcknowledgeAsync([5, 6]);

        // Four are open.
        Assert.True(_acknowledgements.QuietAsync(4, TimeSpan.MaxValue, time).IsCompleted);
        Assert.False(_acknowledgements.QuietAsync(5, TimeSpan.MaxValue, time).IsCompleted);
    }

    [Fact]
    public async Task A_lost_channel_leaves_everything_to_come_again_and_is_drained()
    {
        Deliver(1, 3);
        Told.IsLost = true;

        await _acknowledgements.AcknowledgeAsync(Tags(1, 2));
        await _acknowledgements.HandBackAsync(Tags(3, 3));

        Assert.True(_acknowledgements.DrainedAsync().IsCompleted);
    }

    [Fact]
    public async Task Batches_settled_at_once_are_told_in_the_order_of_their_tags()
    {
        Deliver(1, 10_000);

        await Task.WhenAll(Enumerable.Range(0, 100).Reverse().Select(batch => Task.Run(
            () => _acknowledgements.AcknowledgeAsync(Tags((100UL * (ulong)batch) + 1, 100UL * ((ulong)batch + 1))))));

        var told = Told.Lines.Select(line => int.Parse(line["ack ".Length..], null)).ToList();
        Assert.Equal(told.Order(), told);
        Assert.Equal(10_000, told[^1]);
    }

    private static IEnumerable<ulong> Tags(ulong first, ulong last)
    {
        for (var tag = first; tag <= last; tag++)
        {
            yield return tag;
        }
    }

    private void Deliver(ulong first, ulong last)
    {
        foreach (var tag in Tags(first, last))
        {
            _acknowledgements.Delivered(tag);
        }
    }
}
