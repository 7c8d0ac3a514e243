using System.Text.RegularExpressions;

namespace Streaming.Telescope.Reading;

/// <summary>What Python's <c>json.dumps</c> writes for a number that is none, though JSON forbids it.</summary>
internal static partial class BareWords
{
    /// <summary>The line with bare <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> as <c>null</c>.</summary>
    public static string AsNull(string line) =>
        TextOrWord().Replace(line, found => found.Value[0] == '"' ? found.Value : "null");

    // A text is found whole, so that the words in it stay.
    [GeneratedRegex("""
        "(?>(?:[^"\\]|\\.)*)"|NaN|-?Infinity
        """, RegexOptions.CultureInvariant)]
    private static partial Regex TextOrWord();
}
