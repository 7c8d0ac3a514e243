namespace Streaming.Catalogues.Tables;

/// <summary>
/// A stream whose first bytes were looked at already, and that counts what was read of it. It can be read by places
/// where what is below it can.
/// </summary>
internal sealed class CountedStream(Stream input) : Stream
{
    private byte[] _head = [];
    private int _headRead;
    private long _read;
    private long _inputRead;

    /// <summary>Bytes read so far; may be asked for by another thread.</summary>
    public long Count => Volatile.Read(ref _read);

    /// <summary>As many bytes as there have to be; where fewer come, the stream was cut.</summary>
    public long LeastLength { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => input.CanSeek;

    public override bool CanWrite => false;

    public override long Length => input.Length;

    public override long Position
    {
        get => input.Position - (_head.Length - _headRead);
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <summary>The first bytes, which reading gives all the same. To be called before it.</summary>
    /// <param name="size">How many, where there are so many.</param>
    public ReadOnlySpan<byte> Peek(int size)
    {
        _head = new byte[size];
        var length = 0;
        for (var read = -1; read != 0 && length < size; length += read)
        {
            read = ReadInput(_head.AsSpan(length));
        }

        _head = _head[..length];
        return _head;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = Math.Min(buffer.Length, _head.Length - _headRead);
        if (read > 0)
        {
            _head.AsSpan(_headRead, read).CopyTo(buffer);
            _headRead += read;
        }
        else
        {
            read = ReadInput(buffer);
        }

        Volatile.Write(ref _read, _read + read);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // Below all readers, so that each of them tells a disk's fault, or one of what is unpacked, in the same way.
    private int ReadInput(Span<byte> buffer)
    {
        try
        {
            var read = input.Read(buffer);
            _inputRead += read;
            return read > 0 || buffer.IsEmpty || _inputRead >= LeastLength
                ? read
                : throw new InvalidDataException($"{_inputRead} bytes instead of {LeastLength}");
        }
        catch (InvalidDataException fault)
        {
            throw new CatalogueException("what it is packed with is damaged or cut: unpack it, or get it anew", fault);
        }
        catch (IOException fault)
        {
            throw new CatalogueException($"cannot be read: {fault.Message}", fault);
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin)
    {
        // What was looked at is read again where it stands.
        var place = origin == SeekOrigin.Current ? Position + offset : offset;
        _head = [];
        _headRead = 0;
        return input.Seek(place, origin == SeekOrigin.End ? SeekOrigin.End : SeekOrigin.Begin);
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
