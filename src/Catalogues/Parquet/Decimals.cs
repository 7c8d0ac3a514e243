using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Streaming.Catalogues.Parquet;

/// <summary>Decimal numbers: a whole number in some form, and how many of its digits follow the point.</summary>
internal static class Decimals
{
    // 76 digits, the most that any program writes.
    private const int LongestBytes = 32;

    // Both the whole number and the power of ten are doubles without loss: so is only their quotient rounded, once.
    private const long ExactNumber = 1L << 53;

    private static readonly double[] ExactPowers = [.. Enumerable.Range(0, 23).Select(
        power => double.Parse($"1E{power}", CultureInfo.InvariantCulture))];

    public static double Scaled(long unscaled, int scale) =>
        unscaled is >= -ExactNumber and <= ExactNumber && scale < ExactPowers.Length
            ? unscaled / ExactPowers[scale]
            : Parsed(unscaled, scale);

    public static double Scaled(nint bytes, int length, int scale)
    {
        var unscaled = Number(bytes, length);
        return BigInteger.Abs(unscaled) <= ExactNumber ? Scaled((long)unscaled, scale) : Parsed(unscaled, scale);
    }

    /// <summary>Writes a number without a fraction, all digits of it.</summary>
    public static int Whole(nint bytes, int length, Span<byte> text) =>
        Encoding.ASCII.GetBytes(Number(bytes, length).ToString(CultureInfo.InvariantCulture), text);

    private static double Parsed(BigInteger unscaled, int scale) =>
        double.Parse($"{unscaled}E-{scale}", CultureInfo.InvariantCulture);

    private static BigInteger Number(nint bytes, int length)
    {
        if (length > LongestBytes)
        {
            throw new OverflowException("a decimal number has more than 76 digits");
        }

        var copy = new byte[length];
        if (length > 0)
        {
            Marshal.Copy(bytes, copy, 0, length);
        }

        return new BigInteger(copy, isBigEndian: true);
    }
}
