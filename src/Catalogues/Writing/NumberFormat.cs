using System.Buffers.Text;
using System.Globalization;

namespace Streaming.Catalogues.Writing;

/// <summary>Writes numbers with the fewest digits from which the same number is read.</summary>
internal static class NumberFormat
{
    /// <summary>As long as a number can become.</summary>
    public const int Longest = 32;

    private const int Decimals = 6;
    private const double Scale = 1_000_000;

    // Of numbers of up to 15 digits no two are the same double: one that is found is the only one so short.
    private const double MostExact = 1e15;

    /// <summary>Writes a number.</summary>
    /// <param name="number">Any number.</param>
    /// <param name="text">At least <see cref="Longest"/> bytes.</param>
    /// <returns>How many bytes it took.</returns>
    public static int Write(double number, Span<byte> text)
    {
        // Most measured values have few decimals, and are written several times faster as whole numbers.
        var scaled = Math.Round(number * Scale);
        if (Math.Abs(scaled) < MostExact && scaled != 0 && scaled / Scale == number)
        {
            return WriteScaled((long)scaled, text);
        }

        number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return length;
    }

    private static int WriteScaled(long scaled, Span<byte> text)
    {
        var length = 0;
        if (scaled < 0)
        {
            (scaled, text[length++]) = (-scaled, (byte)'-');
        }

        var (whole, fraction) = Math.DivRem(scaled, (long)Scale);
        Utf8Formatter.TryFormat(whole, text[length..], out var written);
        length += written;
        if (fraction == 0)
        {
            return length;
        }

        // The 1 in front keeps the zeros that a fraction begins with; the point takes its place.
        Utf8Formatter.TryFormat((long)Scale + fraction, text[length..], out written);
        text[length] = (byte)'.';
        return length + text.Slice(length, Decimals + 1).TrimEnd((byte)'0').Length;
    }
}
