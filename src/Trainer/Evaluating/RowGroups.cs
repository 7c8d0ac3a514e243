using System.Globalization;

namespace Streaming.Trainer.Evaluating;

/// <summary>
/// What a bootstrap draws from: rows, or of many rows groups that chance has put together. The sums of such groups
/// spread as those of rows do, so that intervals are as wide; and a thousand resamples of millions of rows, which would
/// take longer than to train on them, take seconds.
/// </summary>
internal sealed class RowGroups
{
    /// <summary>So many rows are drawn one by one.</summary>
    public const int MostRows = 100_000;

    // So many tell the width of an interval to half a hundredth; the thousand resamples know it to a twentieth.
    private const int Groups = 20_000;
    private const int Seed = 20143;

    private readonly ScoredRows _rows;
    private readonly Tally[]? _groups;

    private RowGroups(ScoredRows rows, Tally[]? groups)
    {
        (_rows, _groups) = (rows, groups);
        Count = groups?.Length ?? rows.Count;
    }

    /// <summary>How many there are to draw from.</summary>
    public int Count { get; }

    /// <summary>Rows of a group; 1 when rows are drawn one by one.</summary>
    public static int SizeFor(int rows) => rows <= MostRows ? 1 : (rows + Groups - 1) / Groups;

    /// <summary>What is to be said of intervals of so many rows; empty when every row is drawn by itself.</summary>
    public static string Words(int rows) => SizeFor(rows) is > 1 and var size
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Intervals: of the {rows:N0} rows, groups of {size} that chance put together were drawn "
                + $"{Bootstrap.Resamples:N0} times over.")
        : "";

    /// <summary>
    /// Groups rows. As many rows are always grouped alike, so that two models are compared on like draws.
    /// </summary>
    public static RowGroups Of(ScoredRows rows)
    {
        var size = SizeFor(rows.Count);
        if (size == 1)
        {
            return new RowGroups(rows, groups: null);
        }

        int[] shuffled = [.. Enumerable.Range(0, rows.Count)];
        new Random(Seed).Shuffle(shuffled);
        var groups = new Tally[rows.Count / size];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = rows.Tally(shuffled.AsSpan(i * size, size));
        }

        return new RowGroups(rows, groups);
    }

    /// <summary>Counts a draw.</summary>
    public Tally Tally(ReadOnlySpan<int> draw)
    {
        if (_groups is null)
        {
            return _rows.Tally(draw);
        }

        var tally = _rows.Tally([]);
        foreach (var group in draw)
        {
            tally.Add(_groups[group]);
        }

        return tally;
    }
}
