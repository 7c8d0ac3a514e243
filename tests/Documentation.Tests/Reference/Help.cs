using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Documentation.Tests.Reference;

/// <summary>What a command says of itself when it is asked by <c>--help</c>, by section.</summary>
internal sealed partial class Help
{
    private readonly Dictionary<string, List<string>> _sections = new(StringComparer.Ordinal);

    private Help(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                _sections[heading.Groups[1].Value] = lines = [];
            }
            else
            {
                lines.Add(line.TrimEnd());
            }
        }
    }

    /// <param name="assembly">The program.</param>
    /// <param name="command">Names of the command within it; none asks the program itself.</param>
    public static async Task<Help> OfAsync(string assembly, params IEnumerable<string> command)
    {
        await using var process = ChildProcess.Start(
            "dotnet", [assembly, .. command, "--help"], new Dictionary<string, string?>());
        await process.ExitAsync(Patience.Token());
        // Who runs this is no part of the page.
        return new Help(process.Output.Replace(
            $"{Environment.UserName}@{Environment.MachineName}", "user@host", StringComparison.Ordinal));
    }

    /// <summary>A section as text, without indentation and empty lines around it; empty when there is none.</summary>
    public string Text(string section)
    {
        var lines = _sections.GetValueOrDefault(section, []);
        var from = lines
            .Where(line => line.Length > 0)
            .Select(line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty()
            .Min();
        return string.Join('\n', lines.Select(line => line[Math.Min(from, line.Length)..])).Trim('\n');
    }

    /// <summary>The entries of a section that lists names and, after two spaces, what they mean.</summary>
    public IEnumerable<(string Name, string Meaning)> Entries(string section) =>
        from line in Text(section).Split('\n')
        let entry = Entry().Match(line)
        where entry.Success
        select (entry.Groups[1].Value, entry.Groups[2].Value);

    [GeneratedRegex(@"^ {0,2}(Description|Usage|Arguments|Options|Commands|Settings|Examples|Exit codes)(?: \(.*\))?:$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(\S.*?)\s{2,}(\S.*)$")]
    private static partial Regex Entry();
}
