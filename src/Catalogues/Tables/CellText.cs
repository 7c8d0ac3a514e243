using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Streaming.Catalogues.Tables;

/// <summary>Values that a file writes as text although it says that they are numbers.</summary>
internal static class CellText
{
    private const int LongestShown = 40;

    /// <summary>Adds a value to its column.</summary>
    /// <param name="values">The column.</param>
    /// <param name="text">UTF-8; blanks around a number are of no account.</param>
    /// <returns>What is wrong with it, nothing being added then; null when nothing is.</returns>
    public static string? Add(ColumnValues values, ReadOnlySpan<byte> text)
    {
        switch (values.Column.Kind)
        {
            case ColumnKind.Text:
                values.Add(text);
                return null;
            case ColumnKind.Number when NumberText.TryParse(text, hasDecimalComma: false, out var number):
                values.Add(values.Column.IsSingle ? (float)number : number);
                return null;
            case ColumnKind.Integer when TryInteger(text, out var integer):
                values.Add(integer);
                return null;
            default:
                var what = values.Column.Kind == ColumnKind.Number ? "number" : "whole number";
                return $"{values.Column.Name}: '{Shown(text)}' is no {what}";
        }
    }

    /// <summary>A value as a message shows it.</summary>
    public static string Shown(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestShown)]);

    /// <summary>Reads a whole number of up to 64 bits, or one of hexadecimal digits after 0x.</summary>
    /// <param name="text">UTF-8; blanks around it are of no account.</param>
    /// <param name="integer">The number; null for no text and for a word for no value.</param>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long? integer)
    {
        text = text.Trim((byte)' ');
        integer = null;
        if (text.StartsWith("0x"u8) && long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, null, out var bits))
        {
            integer = bits;
            return true;
        }

        text = text.StartsWith("+"u8) ? text[1..] : text;
        if (Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length)
        {
            integer = value;
            return true;
        }

        return NumberText.IsNoValue(text);
    }
}
