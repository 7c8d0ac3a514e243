using System.Buffers;

namespace Streaming.Classification.Features;

/// <summary>
/// The features of a batch as trees read them: in blocks of 32 rows, within a block one feature's column after another,
/// so that SIMD lanes hold rows side by side. The last block is filled up with zeros. Rented: dispose it.
/// </summary>
internal sealed class FeatureBlocks : IDisposable
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 32;

    private readonly float[] _values;

    /// <param name="rows">How many rows there are.</param>
    /// <param name="features">How many features a row has.</param>
    public FeatureBlocks(int rows, int features)
    {
        (Rows, Features) = (rows, features);
        Count = (rows + BlockRows - 1) / BlockRows;
        _values = ArrayPool<float>.Shared.Rent(Count * features * BlockRows);
        if (Count > 0)
        {
            Block(Count - 1).Clear();
        }
    }

    /// <summary>How many blocks there are.</summary>
    public int Count { get; }

    public int Rows { get; }

    public int Features { get; }

    /// <summary>One feature of one row.</summary>
    public float this[int row, int feature]
    {
        get => Column(row / BlockRows, feature)[row % BlockRows];
        set => Column(row / BlockRows, feature)[row % BlockRows] = value;
    }

    /// <summary>A block: for each feature 32 values.</summary>
    public Span<float> Block(int block) => _values.AsSpan(block * Features * BlockRows, Features * BlockRows);

    /// <summary>One feature of all rows of a block, of the last one as many as there are.</summary>
    public Span<float> Column(int block, int feature) => _values.AsSpan(
        ((block * Features) + feature) * BlockRows, Math.Min(BlockRows, Rows - (block * BlockRows)));

    /// <summary>A copy of one row.</summary>
    public float[] Row(int row)
    {
        var values = new float[Features];
        for (var feature = 0; feature < Features; feature++)
        {
            values[feature] = this[row, feature];
        }

        return values;
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);
}
