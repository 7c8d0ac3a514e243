using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Streaming.LoadTests.Fuzzing;

/// <summary>Changes bytes in the ways that break readers: bits, lengths, numbers, cuts, repeats, pieces of others.</summary>
/// <param name="corpus">Good inputs to start from, and to take pieces of.</param>
/// <param name="words">Pieces that mean something to the reader.</param>
/// <param name="longest">Most bytes of what comes out.</param>
internal sealed class ByteMutator(IReadOnlyList<byte[]> corpus, IReadOnlyList<byte[]> words, int longest = 64 * 1024)
{
    private static readonly long[] Extremes =
    [
        0, 1, -1, 127, 128, 255, 256, 32_767, 65_535, 65_536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue,
        long.MinValue, 1L << 31, 1L << 40,
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e308", "1e309", "-1e400", "1e-400", "NaN", "Infinity", "99999999999999999999", "2147483647",
        "2147483648", "-2147483649", "9223372036854775807", "0x10", "1.", ".5", "+1", "00", "1_000", "1,5", "٣",
    ];

    /// <summary>One of the good inputs with some changes, or now and then with none.</summary>
    public byte[] Next(Random random)
    {
        var bytes = corpus[random.Next(corpus.Count)].ToList();
        for (var changes = random.Next(0, 6); changes > 0; changes--)
        {
            Change(bytes, random);
        }

        return bytes.Count <= longest ? [.. bytes] : [.. bytes[..longest]];
    }

    private void Change(List<byte> bytes, Random random)
    {
        var place = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - place, 1 << random.Next(10));
        switch (random.Next(10))
        {
            case 0 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when place < bytes.Count:
                bytes[place] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(place, length);
                break;
            case 3:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 4:
                Repeat(bytes, place, length, 1 << random.Next(6));
                break;
            case 5:
                var other = corpus[random.Next(corpus.Count)];
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(place, other[from..Math.Min(other.Length, from + (1 << random.Next(10)))]);
                break;
            case 6 when words.Count > 0:
                bytes.InsertRange(place, words[random.Next(words.Count)]);
                break;
            case 7:
                Overwrite(bytes, place, random);
                break;
            case 8:
                Renumber(bytes, place, random);
                break;
            default:
                bytes.Insert(place, (byte)random.Next(256));
                break;
        }
    }

    private void Repeat(List<byte> bytes, int place, int length, int times)
    {
        var piece = bytes.GetRange(place, length);
        for (; times > 0 && bytes.Count < longest; times--)
        {
            bytes.InsertRange(place, piece);
        }
    }

    // As a length or a count would stand there, either end first.
    private static void Overwrite(List<byte> bytes, int place, Random random)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        var value = Extremes[random.Next(Extremes.Length)];
        var size = 1 << random.Next(4);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number = number[..size];
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number = number[^size..];
        }

        for (var i = 0; i < size && place + i < bytes.Count; i++)
        {
            bytes[place + i] = number[i];
        }
    }

    // The next number in digits becomes another one.
    private static void Renumber(List<byte> bytes, int place, Random random)
    {
        var start = bytes.FindIndex(place, one => char.IsAsciiDigit((char)one));
        if (start < 0)
        {
            return;
        }

        var end = start;
        while (end < bytes.Count && (char.IsAsciiDigit((char)bytes[end]) || bytes[end] is (byte)'.' or (byte)'e'))
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        var text = random.Next(2) == 0
            ? Numbers[random.Next(Numbers.Length)]
            : random.NextInt64(-10, 1 << random.Next(31)).ToString(CultureInfo.InvariantCulture);
        bytes.InsertRange(start, Encoding.UTF8.GetBytes(text));
    }
}
