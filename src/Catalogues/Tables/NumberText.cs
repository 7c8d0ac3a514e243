using System.Globalization;
using System.Text;

namespace Streaming.Catalogues.Tables;

/// <summary>Numbers as files of text write them, and the words that they write for none.</summary>
internal static class NumberText
{
    private const int Longest = 64;
    private const int MostDigits = 15;

    private static readonly double[] PowersOfTen =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    // Compared without case. Sources: SQL exports (null), spreadsheets (N/A, #N/A), pandas (nan, None, NaT), astropy
    // (masked, --), IRSA (null, -), PostgreSQL (\N), TOPCAT (blank, -), R (NA).
    private static readonly string[] NoValue =
        ["null", "nan", "n/a", "na", "#n/a", "none", "masked", "-", "--", "---", "\\n", "nat", "."];

    /// <summary>Reads a number.</summary>
    /// <param name="text">UTF-8; blanks around it are of no account.</param>
    /// <param name="hasDecimalComma">Whether a comma stands where others write a point.</param>
    /// <param name="number">The number; NaN for no text, a word for no value, and what is not finite.</param>
    /// <returns>False when it is another text.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, bool hasDecimalComma, out double number)
    {
        if (TryPlain(text, out number))
        {
            return true;
        }

        text = text.Trim((byte)' ');
        if (text.IsEmpty)
        {
            number = double.NaN;
            return true;
        }

        if (hasDecimalComma && text.Length <= Longest && text.IndexOf((byte)',') is >= 0 and var comma)
        {
            Span<byte> withPoint = stackalloc byte[text.Length];
            text.CopyTo(withPoint);
            withPoint[comma] = (byte)'.';
            return TryParse(withPoint, hasDecimalComma: false, out number);
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            // NaN and infinity are what many programs write for what was not measured.
            number = double.IsFinite(number) ? number : double.NaN;
            return true;
        }

        number = double.NaN;
        return IsNoValue(text);
    }

    // Up to 15 digits with a point among them, as nearly all values are written: the digits and the power of ten are both
    // exact doubles, so that one division rounds as it should (Clinger 1990). Five times as fast as the general way.
    private static bool TryPlain(ReadOnlySpan<byte> text, out double number)
    {
        var isNegative = text is [(byte)'-', ..];
        var (digits, fraction, count) = (0L, -1, 0);
        for (var i = isNegative ? 1 : 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                count++;
                fraction += fraction >= 0 ? 1 : 0;
            }
            else if (text[i] == '.' && fraction < 0)
            {
                fraction = 0;
            }
            else
            {
                count = MostDigits + 1;
                break;
            }
        }

        number = 0;
        if (count is 0 or > MostDigits)
        {
            return false;
        }

        number = fraction > 0 ? digits / PowersOfTen[fraction] : digits;
        number = isNegative ? -number : number;
        return true;
    }

    /// <summary>Whether a text is a word for "no value", or empty.</summary>
    public static bool IsNoValue(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (text.IsEmpty)
        {
            return true;
        }

        foreach (var word in NoValue)
        {
            if (Ascii.EqualsIgnoreCase(text, word))
            {
                return true;
            }
        }

        return Ascii.EqualsIgnoreCase(text.TrimStart("+-"u8), "inf")
            || Ascii.EqualsIgnoreCase(text.TrimStart("+-"u8), "infinity");
    }
}
