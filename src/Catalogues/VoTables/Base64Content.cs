using System.Xml;

namespace Streaming.Catalogues.VoTables;

/// <summary>Bytes of a STREAM whose text is base64 (VOTable 1.4, section 5.5); its buffer grows with them.</summary>
/// <param name="xml">Stands at the beginning of STREAM.</param>
internal sealed class Base64Content(XmlReader xml)
{
    private const int LongestField = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isEnd;

    /// <summary>Whether all bytes were taken.</summary>
    public bool IsEmpty => _start == _end && !Fill(1);

    /// <summary>The next bytes.</summary>
    /// <exception cref="CatalogueException">There are not so many.</exception>
    public Span<byte> Take(long size)
    {
        if (size is < 0 or > LongestField)
        {
            throw new CatalogueException($"a text of {size} bytes: up to {LongestField / (1024 * 1024)} MiB are read");
        }

        if (!Fill((int)size))
        {
            throw new CatalogueException("the data end in the middle of a row");
        }

        _start += (int)size;
        return _buffer.AsSpan(_start - (int)size, (int)size);
    }

    /// <summary>Passes bytes over.</summary>
    /// <exception cref="CatalogueException">There are not so many.</exception>
    public void Skip(long size)
    {
        while (size > 0)
        {
            var part = Math.Min(size, _buffer.Length);
            Take(part);
            size -= part;
        }
    }

    private bool Fill(int size)
    {
        if (_end - _start < size && _start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end - _start < size && !_isEnd)
        {
            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _end);
            }

            var read = xml.ReadElementContentAsBase64(_buffer, _end, _buffer.Length - _end);
            _isEnd = read == 0;
            _end += read;
        }

        return _end - _start >= size;
    }
}
