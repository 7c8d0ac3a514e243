using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>Rows in a temporary file, which nobody else can read and which is gone when it is closed.</summary>
internal sealed class KeptRows : IDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(BufferSize);
    private readonly FileStream _file = TemporaryFile.Create();

    /// <summary>Rows so far.</summary>
    public long Count { get; private set; }

    public void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(sizeof(int)), text.Length);
        _buffer.Advance(sizeof(int));
        _buffer.Write(text);
    }

    public void EndRow()
    {
        Count++;
        if (_buffer.WrittenCount > BufferSize / 2)
        {
            Flush();
        }
    }

    /// <summary>Reads all of them from the first on: numbers as 64 bits, texts with their length before them.</summary>
    public BinaryReader ReadAgain()
    {
        Flush();
        _file.Position = 0;
        return new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
    }

    public void Dispose() => _file.Dispose();

    private void Flush()
    {
        _file.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
