using System.Collections;

namespace Streaming.Trainer.Data;

/// <summary>
/// Rows in the order of their keys, which is that of chance and not of a file: sorted once, whatever is then trained on
/// parts of them. Rows of equal keys stay in the order they came in.
/// </summary>
internal sealed class OrderedRows : IReadOnlyList<LabelledRow>
{
    private readonly LabelledRow[] _rows;

    private OrderedRows(LabelledRow[] rows) => _rows = rows;

    public int Count => _rows.Length;

    public LabelledRow this[int index] => _rows[index];

    /// <summary>Sorts rows, unless they are.</summary>
    public static OrderedRows Of(IReadOnlyList<LabelledRow> rows)
    {
        if (rows is OrderedRows ordered)
        {
            return ordered;
        }

        // Half of the key tells nearly all rows apart, and numbers are sorted many times faster than keys.
        var (high, places) = (new ulong[rows.Count], new int[rows.Count]);
        for (var i = 0; i < places.Length; i++)
        {
            (high[i], places[i]) = (rows[i].Key.High, i);
        }

        Array.Sort(high, places);
        for (var start = 0; start < places.Length;)
        {
            var end = start + 1;
            while (end < places.Length && high[end] == high[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                places.AsSpan(start, end - start).Sort((one, other) =>
                    (rows[one].Key.Low, one).CompareTo((rows[other].Key.Low, other)));
            }

            start = end;
        }

        return new OrderedRows(Array.ConvertAll(places, place => rows[place]));
    }

    /// <summary>Some of them, in the same order.</summary>
    public OrderedRows Where(Predicate<LabelledRow> isWanted) => new(Array.FindAll(_rows, isWanted));

    /// <summary>The first ones: as good as drawn by chance.</summary>
    public OrderedRows Take(int most) => most >= _rows.Length ? this : new OrderedRows(_rows[..most]);

    public IEnumerator<LabelledRow> GetEnumerator() => ((IEnumerable<LabelledRow>)_rows).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
