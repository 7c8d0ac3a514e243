using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Documentation.Tests.Pages;

/// <summary>
/// A Markdown file for readers. What it asks them to do stands in fences marked <c>sh</c>, which are run. A comment on
/// the line above a fence says otherwise: <c>needs: docker</c> (or another of <see cref="Needs"/>) leaves it out,
/// <c>background: ready when TEXT-OR-ADDRESS, until TEXT</c> lets it go on to the end of the page, or to
/// <c>background ends</c>, which stands alone.
/// </summary>
internal sealed partial class Page
{
    /// <summary>What a test does not have. Quiet machine: a measurement, whose result stands on its page.</summary>
    public static readonly string[] Needs =
        ["docker", "kubernetes", "aws", "internet", "quiet machine", "survey tables", "certificates", "an issuer"];

    private static readonly string[] Folders = ["docs", "deploy"];
    private static readonly string[] Files = ["README.md", "models/README.md", "src/Contracts/README.md"];
    private static readonly string[] OtherShells = ["bash", "shell", "console", "shellscript", "zsh"];

    private Page(string path)
    {
        Path = path;
        Lines = File.ReadAllLines(System.IO.Path.Combine(Checkout.Root, path));
    }

    /// <summary>Its path in the checkout.</summary>
    public string Path { get; }

    public IReadOnlyList<string> Lines { get; }

    public static Page Of(string path) => new(path);

    public static IReadOnlyList<Page> All() =>
    [
        .. Folders
            .SelectMany(folder => Directory.EnumerateFiles(
                System.IO.Path.Combine(Checkout.Root, folder), "*.md", SearchOption.AllDirectories))
            .Select(file => System.IO.Path.GetRelativePath(Checkout.Root, file))
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Concat(Files)
            .Order(StringComparer.Ordinal)
            .Select(Of),
    ];

    /// <summary>What a reader does.</summary>
    /// <exception cref="FormatException">A comment about commands is not one that is known, or stands alone.</exception>
    public IReadOnlyList<Step> Steps()
    {
        var steps = new List<Step>();
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Fence().Match(Lines[i]) is { Success: true } fence)
            {
                var end = i + 1;
                while (end < Lines.Count && Lines[end].Trim() != "```")
                {
                    end++;
                }

                var language = fence.Groups[2].Value;
                if (language == "sh")
                {
                    var indent = fence.Groups[1].Length;
                    var commands = Lines.Take(end).Skip(i + 1).Select(line => line[Math.Min(indent, line.Length)..]);
                    steps.Add(ToStep(i, i == 0 ? null : Remark().Match(Lines[i - 1]), string.Join('\n', commands)));
                }
                else if (OtherShells.Contains(language))
                {
                    throw Wrong(i, $"commands stand in a fence marked sh, not {language}");
                }

                i = end;
            }
            else if (Remark().Match(Lines[i]) is { Success: true } remark)
            {
                if (remark.Groups[1].Value == "background ends")
                {
                    steps.Add(new EndBackground(i + 1));
                }
                else if (i + 1 == Lines.Count || Fence().Match(Lines[i + 1]).Groups[2].Value != "sh")
                {
                    throw Wrong(i, $"'{remark.Groups[1].Value}' stands above no commands");
                }
            }
        }

        return steps;
    }

    private Step ToStep(int index, Match? above, string commands)
    {
        var line = index + 1;
        if (above is not { Success: true })
        {
            return index > 0 && Lines[index - 1].TrimStart().StartsWith("<!--", StringComparison.Ordinal)
                ? throw Wrong(index - 1, $"{Lines[index - 1].Trim()} is not a known remark")
                : new Run(line, commands);
        }

        var remark = above.Groups[1].Value.Split(": ", 2);
        return remark switch
        {
            ["needs", var needs] when Needs.Contains(needs) => new NotRun(line, needs),
            ["background"] => new RunInBackground(line, commands, "", ""),
            ["background", var when] when WhenAndUntil().Match(when) is { Success: true } words =>
                new RunInBackground(line, commands, words.Groups[1].Value, words.Groups[2].Value),
            _ => throw Wrong(index - 1, $"'{above.Groups[1].Value}' is not a known remark"),
        };
    }

    private FormatException Wrong(int index, string what) => new($"{Path}:{index + 1}: {what}");

    [GeneratedRegex(@"^(\s*)```([\w+-]*)\s*$")]
    private static partial Regex Fence();

    [GeneratedRegex("^(?:ready when (.+?))?(?:, )?(?:until (.+))?$")]
    private static partial Regex WhenAndUntil();

    [GeneratedRegex(@"^\s*<!-- ((?:needs|background)\b.*?) -->\s*$")]
    private static partial Regex Remark();
}
