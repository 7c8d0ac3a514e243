using System.Globalization;
using System.Text;

namespace Streaming.Catalogues.Tables;

/// <summary>Numbers as files of text write them, and the words that they write for none.</summary>
internal static class NumberText
{
    private const int Longest = 64;

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

    /// <summary>The same of a text.</summary>
    public static bool IsNoValue(string text) => IsNoValue(Encoding.UTF8.GetBytes(text));

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
