using System.Globalization;
using System.Text;

namespace Streaming.Telescope.Kept;

/// <summary>
/// Makes a stranger's text fit for a terminal: what could move the cursor, change colours or turn the reading direction
/// is shown as its number.
/// </summary>
internal static class SafeText
{
    private const int Longest = 200;

    /// <summary>A text in one line, cut at 200 characters.</summary>
    public static string Line(string text) =>
        Escape(text.Length <= Longest ? text : $"{text[..(Longest - 1)]}…", keepsLines: false);

    /// <summary>A text whose lines stay lines, whole.</summary>
    public static string Lines(string text) => Escape(text, keepsLines: true);

    private static string Escape(string text, bool keepsLines)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((keepsLines && rune.Value == '\n') || IsPlain(rune)) safe.Append(rune.ToString());
            else safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }

        return safe.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
