using RabbitMQ.Client.Events;
using Streaming.LoadTests.Comparing;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class UnconfirmedBatchesTests
{
    private readonly UnconfirmedBatches<string> _batches = new();

    public UnconfirmedBatchesTests()
    {
        _batches.Add(1, 3, "first");
        _batches.Add(4, 2, "second");
    }

    [Fact]
    public void A_confirm_of_many_that_ends_within_a_batch_leaves_its_rest_to_be_confirmed_one_by_one()
    {
        Assert.Empty(Confirm(2, multiple: true));

        Assert.Equal(["first"], Confirm(3));
    }

    [Fact]
    public void A_younger_batch_waits_for_the_older_one()
    {
        Assert.Empty(Confirm(5));
        Assert.Empty(Confirm(4));
        Assert.Empty(Confirm(1));
        Assert.Empty(Confirm(3));

        Assert.Equal(["first", "second"], Confirm(2));
    }

    [Fact]
    public void One_confirm_may_settle_all()
    {
        Assert.Equal(["first", "second"], Confirm(5, multiple: true));
    }

    [Fact]
    public void What_was_confirmed_before_counts_once()
    {
        Assert.Empty(Confirm(2));
        Assert.Empty(Confirm(2, multiple: true));
        Assert.Equal(["first"], Confirm(4, multiple: true));

        Assert.Equal(["second"], Confirm(5));
    }

    private List<string> Confirm(ulong tag, bool multiple = false) =>
        _batches.Confirm(new BasicAckEventArgs(tag, multiple));
}
