using System.Buffers.Binary;
using System.Text.Unicode;

namespace Streaming.Trainer.Importing;

/// <summary>A place in Universal Binary JSON, whose numbers are big-endian; nothing is read beyond its end.</summary>
/// <param name="source">The file, to refuse it.</param>
/// <param name="content">Its content.</param>
internal sealed class UbjsonCursor(ModelSource source, byte[] content)
{
    // Utf8JsonWriter takes texts up to some 160 million bytes.
    private const int LongestText = 64 << 20;

    private int _position;

    /// <summary>How many bytes are left.</summary>
    public int Left => content.Length - _position;

    /// <summary>The byte that comes next, which stays.</summary>
    public byte Next => Left > 0 ? content[_position] : throw CutOff();

    public byte Marker() => Take(1)[0];

    /// <summary>Passes the marker if it comes next.</summary>
    public bool Passes(char marker)
    {
        var isNext = Next == marker;
        _position += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Reads a whole number of the type that the marker tells.</summary>
    /// <returns>The number, or null when it is no such type.</returns>
    public long? Integer(byte marker) => (char)marker switch
    {
        'i' => (sbyte)Take(1)[0],
        'U' => Take(1)[0],
        'I' => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
        'l' => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        'L' => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        _ => null,
    };

    public float Float() => BinaryPrimitives.ReadSingleBigEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>Reads a count of things that take a byte or more each: never more than there is left.</summary>
    public int Count()
    {
        var marker = Marker();
        return Integer(marker) switch
        {
            null => throw Refuse($"a count has no whole number but type {Shown(marker)}"),
            < 0 => throw Refuse("a count is negative"),
            var count when count > Left => throw Refuse($"a count of {count} is more than the {Left} bytes left"),
            var count => (int)count,
        };
    }

    public ReadOnlySpan<byte> Text() => Text(Count());

    public ReadOnlySpan<byte> Text(int length)
    {
        var text = Take(length);
        return length <= LongestText && Utf8.IsValid(text) ? text : throw Refuse("a text is too long or not UTF-8");
    }

    public FailureException Refuse(string reason) => source.Refuse($"UBJSON, before byte {_position}: {reason}");

    public static string Shown(byte marker) => marker is > 0x20 and < 0x7F ? $"'{(char)marker}'" : $"0x{marker:X2}";

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw CutOff();
        }

        _position += count;
        return content.AsSpan(_position - count, count);
    }

    private FailureException CutOff() =>
        source.Refuse($"the UBJSON is cut off or broken: it ends at byte {content.Length}");
}
