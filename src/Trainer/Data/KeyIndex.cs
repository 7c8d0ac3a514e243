namespace Streaming.Trainer.Data;

/// <summary>
/// Finds rows by their key. A place of the table holds the row's number alone, since the row has its key: a dictionary
/// takes ten times the memory.
/// </summary>
/// <param name="keyOf">The key of a row that was added.</param>
internal sealed class KeyIndex(Func<int, ObjectKey> keyOf)
{
    private const int FirstSize = 1 << 10;

    // Of each place the number of its row and one; 0 is a free place. The size is a power of two.
    private int[] _places = new int[FirstSize];
    private int _count;

    /// <summary>Adds a row unless there is one of the same key.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="row">Its number.</param>
    /// <param name="other">The row that has the key.</param>
    public bool TryAdd(in ObjectKey key, int row, out int other)
    {
        // At two thirds full a search is of two or three places.
        if (3L * _count >= 2L * _places.Length)
        {
            Grow();
        }

        var place = Find(_places, key);
        other = _places[place] - 1;
        if (other >= 0)
        {
            return false;
        }

        _places[place] = row + 1;
        _count++;
        other = row;
        return true;
    }

    private void Grow()
    {
        var larger = new int[2 * _places.Length];
        foreach (var taken in _places)
        {
            if (taken > 0)
            {
                larger[Find(larger, keyOf(taken - 1))] = taken;
            }
        }

        _places = larger;
    }

    // The place of the key, or the free one where it belongs. A digest is as good a hash as any.
    private int Find(int[] places, in ObjectKey key)
    {
        var place = (int)key.High & (places.Length - 1);
        while (places[place] > 0 && keyOf(places[place] - 1) != key)
        {
            place = (place + 1) & (places.Length - 1);
        }

        return place;
    }
}
