using System.Buffers.Binary;
using System.IO.Compression;
using Streaming.Catalogues.Delimited;
using Streaming.Catalogues.Fits;
using Streaming.Catalogues.JsonLines;
using Streaming.Catalogues.Parquet;
using Streaming.Catalogues.VoTables;

namespace Streaming.Catalogues.Tables;

/// <summary>A file with a table in it, whatever its format, or standard input.</summary>
internal sealed class TableFile : IDisposable
{
    /// <summary>The name that means standard input.</summary>
    public const string StandardInput = "-";

    private readonly CountedStream _counted;

    private TableFile(CountedStream counted, long? length, TableReader reader) =>
        (_counted, Length, Reader) = (counted, length, reader);

    /// <summary>Reads the table.</summary>
    public TableReader Reader { get; }

    /// <summary>Size of the file in bytes, packed if it is; null of standard input.</summary>
    public long? Length { get; }

    /// <summary>How many of them were read; may be asked for by another thread.</summary>
    // What is read by places is read twice here and there.
    public long Position => Math.Min(_counted.Count, Length ?? long.MaxValue);

    /// <summary>Opens a file and finds out by its content what it is.</summary>
    /// <param name="path">A path, or <c>-</c> for standard input.</param>
    /// <exception cref="CatalogueException">
    /// It cannot be read; the message says what it is, and not its name.
    /// </exception>
    public static TableFile Open(string path)
    {
        var input = path == StandardInput ? Console.OpenStandardInput() : OpenFile(path);
        var counted = new CountedStream(input);
        try
        {
            // Before it is read: a reader that needs a copy closes what it copied.
            long? length = input is FileStream ? input.Length : null;
            return new TableFile(counted, length, Recognise(counted, LastNumber(input)));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            counted.Dispose();
            throw new CatalogueException($"cannot be read: {fault.Message}", fault);
        }
        catch (CatalogueException)
        {
            counted.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Reader.Dispose();
        _counted.Dispose();
    }

    private static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CatalogueException("a folder, not a file");
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CatalogueException("no such file", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CatalogueException($"cannot be read: {fault.Message}", fault);
        }
    }

    // In a file packed with gzip, the size of what was packed, modulo 2^32 (RFC 1952, section 2.3.1). Where the file is
    // cut, some number from its middle, which is hardly ever less; the unpacking itself would just end there.
    private static uint LastNumber(Stream input)
    {
        var number = new byte[sizeof(uint)];
        return input is FileStream { CanSeek: true, Length: > sizeof(uint) } file
            && RandomAccess.Read(file.SafeFileHandle, number, file.Length - sizeof(uint)) == sizeof(uint)
                ? BinaryPrimitives.ReadUInt32LittleEndian(number)
                : 0;
    }

    private static TableReader Recognise(CountedStream counted, uint lastNumber)
    {
        var head = counted.Peek(FileKinds.HeadSize);
        if (!FileKinds.IsGzip(head))
        {
            return Of(counted, head);
        }

        var unpacked = new CountedStream(new GZipStream(counted, CompressionMode.Decompress))
        {
            LeastLength = lastNumber,
        };
        return Of(unpacked, unpacked.Peek(FileKinds.HeadSize));
    }

    private static TableReader Of(CountedStream input, ReadOnlySpan<byte> head) => FileKinds.Of(head) switch
    {
        FileKind.Empty => throw new CatalogueException("the file is empty"),
        FileKind.JsonLines => new JsonLinesReader(TextEncoding.ToUtf8(input, head)),
        FileKind.Fits => new FitsReader(input),
        FileKind.VoTable => new VoTableReader(input),
        FileKind.Parquet => ParquetReader.Open(input),
        _ => new DelimitedReader(TextEncoding.ToUtf8(input, head)),
    };
}
