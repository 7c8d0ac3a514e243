using System.Runtime.InteropServices;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>Gathers the texts of a block in its buffer, which all its text columns then share.</summary>
internal sealed class BlockText
{
    private const int LeastSize = 64 * 1024;

    private TableBlock? _block;
    private int _used;

    /// <summary>Begins anew with a block.</summary>
    public void Begin(TableBlock block) => (_block, _used) = (block, 0);

    /// <summary>Room to write a text into, which is then added by its length.</summary>
    public Span<byte> Room(int length) => Buffer(length).AsSpan(_used, length);

    /// <summary>Adds a text that was written to <see cref="Room"/>.</summary>
    public void Add(int length, ColumnValues column)
    {
        column.Add(_used, length);
        _used += length;
    }

    /// <summary>Adds a text that stands somewhere else in memory.</summary>
    public void Add(nint source, int length, ColumnValues column)
    {
        if (length > 0)
        {
            Marshal.Copy(source, Buffer(length), _used, length);
        }

        Add(length, column);
    }

    /// <summary>Lets the columns of the block find their texts.</summary>
    public void End()
    {
        foreach (var column in _block!.Columns)
        {
            column.UseText(_block.Buffer);
        }
    }

    private byte[] Buffer(int room)
    {
        var needed = checked(_used + room);
        if (_block!.Buffer.Length < needed)
        {
            var larger = new byte[(int)Math.Min(Array.MaxLength, Math.Max(LeastSize, Math.Max(needed, 2L * _used)))];
            _block.Buffer.AsSpan(0, _used).CopyTo(larger);
            _block.Buffer = larger;
        }

        return _block.Buffer;
    }
}
