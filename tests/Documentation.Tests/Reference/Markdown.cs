using System.Text.RegularExpressions;

namespace Streaming.Documentation.Tests.Reference;

/// <summary>Writes text so that Markdown, and the site made of it, show it as it is.</summary>
internal static partial class Markdown
{
    public const string Made = "<!-- Made by `make reference`; do not edit. -->";

    /// <summary>Text between other text, or in a cell.</summary>
    public static string Text(string text) =>
        Special().Replace(text, special => special.Value == "<" ? "&lt;" : $@"\{special.Value}");

    /// <summary>Code in a cell.</summary>
    public static string Code(string code) =>
        code.Length == 0 ? "" : $"`{code.Replace("|", @"\|", StringComparison.Ordinal)}`";

    public static string Fence(string language, string text) => $"```{language}\n{text}\n```\n";

    /// <summary>A table, or nothing without rows.</summary>
    public static string Table(string head, IReadOnlyList<string[]> rows)
    {
        var rule = string.Concat(Enumerable.Repeat("---|", head.Count(letter => letter == '|') - 1));
        var lines = rows
            .Select(cells => $"| {string.Join(" | ", cells)} |\n".Replace("|  |", "| |", StringComparison.Ordinal));
        return rows.Count == 0 ? "" : $"{head}\n|{rule}\n{string.Concat(lines)}";
    }

    [GeneratedRegex(@"[<|*]|__")]
    private static partial Regex Special();
}
