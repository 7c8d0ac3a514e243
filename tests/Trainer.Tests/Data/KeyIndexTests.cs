using Streaming.Trainer.Data;

namespace Streaming.Trainer.Tests.Data;

public sealed class KeyIndexTests
{
    [Fact]
    public void Each_key_is_found_at_the_row_that_had_it_first_however_the_table_grew()
    {
        // Keys that differ in one half only, and all but one of which meet at the same places.
        ObjectKey[] keys =
        [
            .. Enumerable.Range(0, 20_000).Select(i => new ObjectKey((ulong)(i / 2), (ulong)(i % 2))),
            new ObjectKey(ulong.MaxValue, 0),
        ];
        var index = new KeyIndex(row => keys[row]);

        for (var row = 0; row < keys.Length; row++)
        {
            Assert.True(index.TryAdd(keys[row], row, out _));
        }

        for (var row = 0; row < keys.Length; row++)
        {
            Assert.False(index.TryAdd(keys[row], keys.Length, out var earlier));
            Assert.Equal(row, earlier);
        }
    }

    [Fact]
    public void A_key_takes_a_few_bytes()
    {
        const int Count = 100_000;
        var random = new Random(3);
        ObjectKey[] keys = [.. Enumerable.Range(0, Count).Select(_ => Drawn(random))];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var index = new KeyIndex(row => keys[row]);
        for (var row = 0; row < Count; row++)
        {
            index.TryAdd(keys[row], row, out _);
        }

        // All tables that it grew through, together: a dictionary's entry alone takes 32.
        Assert.InRange((double)(GC.GetAllocatedBytesForCurrentThread() - before) / Count, 0, 24);
    }

    private static ObjectKey Drawn(Random random) => new((ulong)random.NextInt64(), (ulong)random.NextInt64());
}
