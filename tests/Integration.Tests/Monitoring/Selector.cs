using System.Text.RegularExpressions;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>Finds the vector selectors of a PromQL expression: each metric named, with its label matchers.</summary>
internal static partial class Selector
{
    private static readonly HashSet<string> Keywords =
    [
        "and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "offset", "bool",
        "inf", "nan",
    ];

    /// <summary>The selectors in the order in which they stand, each once.</summary>
    public static IReadOnlyList<string> In(string expression) =>
    [
        .. Tokens().Matches(expression)
            .Where(token => token.Groups["metric"].Success && !Keywords.Contains(token.Groups["metric"].Value))
            .Select(token => token.Value)
            .Distinct(),
    ];

    // No name is seen in what is taken whole: a string, a range, a list of labels, a number. A name before a bracket is
    // a function's.
    [GeneratedRegex(
        """
        "(?:[^"\\]|\\.)*"
        | \[[^\]]*\]
        | \b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)
        | \d[\w.]*
        | (?<metric>[a-zA-Z_:][\w:]*)(?!\s*\(|\s+(?:by|without)\b|[\w:])(?:\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})?
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
