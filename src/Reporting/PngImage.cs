using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Streaming.Reporting;

/// <summary>Writes small PNG pictures (ISO/IEC 15948): one colour, black, each pixel more or less opaque.</summary>
internal static class PngImage
{
    private const byte BitsPerSample = 8;
    private const byte GreyWithOpacity = 4;
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes a picture.</summary>
    /// <param name="opacity">Opacity of every pixel, first index the row from the top, 0 clear to 255 black.</param>
    public static byte[] Encode(byte[,] opacity)
    {
        var (height, width) = (opacity.GetLength(0), opacity.GetLength(1));
        using var png = new MemoryStream();
        png.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (BitsPerSample, GreyWithOpacity);
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", Compressed(opacity, height, width));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Compressed(byte[,] opacity, int height, int width)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var line = new byte[1 + 2 * width];
            for (var row = 0; row < height; row++)
            {
                for (var column = 0; column < width; column++)
                {
                    line[2 + 2 * column] = opacity[row, column];
                }

                zlib.Write(line);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string type, byte[] content)
    {
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(type), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(checkedPart));
        png.Write(number);
    }

    // Bit by bit: the pictures are small.
    private static uint Crc32(byte[] content)
    {
        var crc = uint.MaxValue;
        foreach (var one in content)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
