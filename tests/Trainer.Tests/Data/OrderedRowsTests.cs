using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Tests.Data;

public sealed class OrderedRowsTests
{
    [Fact]
    public void Rows_are_in_the_order_of_both_halves_of_their_keys()
    {
        var random = new Random(1);
        LabelledRow[] rows =
        [
            .. Enumerable.Range(0, 3_000).Select(i =>
                Row(i, (ulong)random.NextInt64(50), (ulong)random.NextInt64(50))),
        ];

        Assert.Equal(rows.OrderBy(row => row.Key), OrderedRows.Of(rows));
        Assert.Equal(
            rows.Where(row => row.Key.Fold == 2).OrderBy(row => row.Key).Take(100),
            OrderedRows.Of(rows).Where(row => row.Key.Fold == 2).Take(100));
    }

    [Fact]
    public void Rows_that_are_ordered_are_not_sorted_again()
    {
        var ordered = OrderedRows.Of([Row(1, 2, 0), Row(2, 1, 0)]);

        Assert.Same(ordered, OrderedRows.Of(ordered));
        Assert.Same(ordered, ordered.Take(2));
        Assert.Equal([2, 1], ordered.Select(row => row.Line));
    }

    private static LabelledRow Row(long line, ulong high, ulong low) =>
        new(line, default, ObjectClass.Star, new ObjectKey(high, low));
}
