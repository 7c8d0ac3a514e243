using System.Globalization;
using System.Text.RegularExpressions;

namespace Streaming.Catalogues.Fits;

/// <summary>How a binary table stores a column: its TFORM (FITS standard 4.0, section 7.3.1, table 18).</summary>
/// <param name="Code">The letter of the type.</param>
/// <param name="Width">Bytes in each row.</param>
/// <param name="Elements">Values in each row; a text is one.</param>
/// <param name="ElementWidth">Bytes of each; of bits, which eight share, 0.</param>
internal sealed partial record BinaryFormat(char Code, long Width, long Elements, long ElementWidth)
{
    /// <summary>Reads a format.</summary>
    /// <param name="format">TFORMn.</param>
    /// <param name="shape">TDIMn: the first number is the length of a text; null where there is none.</param>
    /// <returns>Null when it is none.</returns>
    public static BinaryFormat? Of(string format, string? shape)
    {
        var parts = Format().Match(format);
        var (repeat, written) = (1L, parts.Groups["repeat"].Value);
        if (!parts.Success || (written.Length > 0 && !TryLength(written, out repeat)))
        {
            return null;
        }

        var code = parts.Groups["code"].Value[0];
        if (code == 'A')
        {
            var width = WidthOfText(repeat, parts.Groups["rest"].Value, shape);
            return new BinaryFormat(code, repeat, repeat == 0 ? 0 : repeat / width, width);
        }

        return code switch
        {
            'X' => new BinaryFormat(code, (repeat + 7) / 8, repeat, 0),
            'L' or 'B' => new BinaryFormat(code, repeat, repeat, 1),
            'I' => new BinaryFormat(code, 2 * repeat, repeat, 2),
            'J' or 'E' => new BinaryFormat(code, 4 * repeat, repeat, 4),
            'M' or 'Q' => new BinaryFormat(code, 16 * repeat, repeat, 16),
            _ => new BinaryFormat(code, 8 * repeat, repeat, 8),
        };
    }

    // Texts in an array have one length, which TDIM tells (section 7.3.2), or a number behind the A.
    private static long WidthOfText(long repeat, string rest, string? shape)
    {
        var sizes = shape?.Trim('(', ')', ' ').Split(',');
        var isTold = TryLength(sizes is [var first, _, ..] ? first.Trim() : rest, out var width);
        return isTold && width > 0 && width <= repeat ? width : Math.Max(repeat, 1);
    }

    // More would not fit into a row, and must not overflow.
    private static bool TryLength(string text, out long length) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= int.MaxValue;

    [GeneratedRegex("^ *(?<repeat>[0-9]*)(?<code>[LXBIJKAEDCMPQ])(?<rest>.*?) *$", RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
