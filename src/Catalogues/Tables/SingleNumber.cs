using System.Globalization;

namespace Streaming.Catalogues.Tables;

/// <summary>Numbers that are stored in 32 bits.</summary>
internal static class SingleNumber
{
    private const int LongestText = 32;

    // Larger ones may lie half-way between two decimal numbers that are both stored as they are.
    private const double LargestPlain = 100_000;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

    /// <summary>The number with the fewest digits that is stored so.</summary>
    /// <param name="stored">Any number.</param>
    public static double Meant(float stored)
    {
        // Measured values have few decimals: several times as fast as writing and reading the digits. The product is
        // exact, having less than 53 bits, and no decimal number is stored so with fewer decimals than the first found.
        double exact = stored;
        if (Math.Abs(exact) < LargestPlain)
        {
            foreach (var power in PowersOfTen)
            {
                var near = Math.Round(exact * power) / power;
                if ((float)near == stored)
                {
                    return near;
                }
            }
        }

        if (!float.IsFinite(stored))
        {
            return exact;
        }

        Span<byte> text = stackalloc byte[LongestText];
        stored.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return double.Parse(text[..length], CultureInfo.InvariantCulture);
    }
}
