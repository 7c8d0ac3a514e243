using System.Collections;

namespace Streaming.Trainer.Training;

/// <summary>
/// The probabilities of many rows in one array: an array a row would take four times the memory. Who looks at all rows
/// takes spans; a row taken as a list's is a copy.
/// </summary>
internal sealed class ProbabilityTable : IReadOnlyList<float[]>
{
    private readonly float[] _values;
    private readonly int _classes;

    /// <param name="rows">How many rows there are.</param>
    /// <param name="classes">How many classes.</param>
    public ProbabilityTable(int rows, int classes)
    {
        (Count, _classes) = (rows, classes);
        _values = new float[rows * classes];
    }

    public int Count { get; }

    public float[] this[int index] => Row(index).ToArray();

    /// <summary>The same rows; a table itself.</summary>
    public static ProbabilityTable Of(IReadOnlyList<float[]> rows)
    {
        if (rows is ProbabilityTable known)
        {
            return known;
        }

        var table = new ProbabilityTable(rows.Count, rows.Count == 0 ? 0 : rows[0].Length);
        table.Set(0, rows);
        return table;
    }

    /// <summary>Some of the rows.</summary>
    public ProbabilityTable Part(int[] rows)
    {
        var part = new ProbabilityTable(rows.Length, _classes);
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(part.Row(i));
        }

        return part;
    }

    /// <summary>One row, to be read or written.</summary>
    public Span<float> Row(int row) => _values.AsSpan(row * _classes, _classes);

    /// <summary>The place of a row's largest probability: the class that it is called.</summary>
    public int Top(int row)
    {
        var p = Row(row);
        var top = 0;
        for (var i = 1; i < p.Length; i++)
        {
            top = p[i] > p[top] ? i : top;
        }

        return top;
    }

    /// <summary>A row's largest probability.</summary>
    public float Highest(int row) => Row(row)[Top(row)];

    /// <summary>Writes some rows.</summary>
    /// <param name="first">The place of the first.</param>
    /// <param name="rows">The rows.</param>
    public void Set(int first, IReadOnlyList<float[]> rows)
    {
        foreach (var row in rows)
        {
            row.CopyTo(Row(first++));
        }
    }

    public IEnumerator<float[]> GetEnumerator() => Enumerable.Range(0, Count).Select(row => this[row]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
