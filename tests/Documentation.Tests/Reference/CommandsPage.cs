using System.Text;
using System.Text.RegularExpressions;

namespace Streaming.Documentation.Tests.Reference;

/// <summary>Every command of every program, made from their <c>--help</c>.</summary>
internal static partial class CommandsPage
{
    public static async Task<string> MakeAsync()
    {
        var page = new StringBuilder($"""
            {Markdown.Made}

            # Commands

            What each program says to `--help`. The names stand for:

            | name | from a checkout |
            |---|---|

            """);
        foreach (var tool in Tool.All)
        {
            page.Append($"| `{tool.Name}` | `dotnet run -c Release --project src/{tool.Project} --` |\n");
        }

        page.Append("""

            Exit codes: 0 for success, 1 for a failure, 2 for a wrong command line, 3 for a model that was not promoted or for warnings of the doctor,
            130 after Ctrl-C. A fault is one line on standard error. Every command takes `--help`.

            """);
        foreach (var tool in Tool.All)
        {
            await WriteAsync(page, tool, []);
        }

        return page.ToString();
    }

    private static async Task WriteAsync(StringBuilder page, Tool tool, string[] command)
    {
        var help = await Help.OfAsync(tool.Assembly, command);
        page.Append($"\n{(command.Length == 0 ? "##" : "###")} {string.Join(' ', [tool.Name, .. command])}\n");
        var usage = help.Text("Usage").Replace($"Streaming.{tool.Project}", tool.Name, StringComparison.Ordinal);
        Append(page, Markdown.Text(help.Text("Description")) + "\n");
        Append(page, Markdown.Fence("text", usage));
        Append(page, Markdown.Table("| argument | meaning | default |", Rows(help, "Arguments")));
        Append(page, Markdown.Table("| option | meaning | default |", Rows(help, "Options")));
        if (help.Text("Examples") is { Length: > 0 } examples)
        {
            Append(page, Markdown.Fence("text", examples));
        }

        foreach (var (name, _) in help.Entries("Commands"))
        {
            await WriteAsync(page, tool, [.. command, name.Split(' ')[0]]);
        }
    }

    private static List<string[]> Rows(Help help, string section) =>
    [
        .. help.Entries(section)
            .Where(entry => !entry.Name.Contains("--help", StringComparison.Ordinal))
            .Select(entry => (entry.Name, Meaning: Default().Match(entry.Meaning)))
            .Select(entry => new[]
            {
                Markdown.Code(entry.Name),
                Markdown.Text(entry.Meaning.Groups[1].Value),
                Markdown.Code(entry.Meaning.Groups[2].Value),
            }),
    ];

    private static void Append(StringBuilder page, string part)
    {
        if (part.Length > 0)
        {
            page.Append('\n').Append(part);
        }
    }

    [GeneratedRegex(@"^(.*?)(?: \[default: (.*)\])?$")]
    private static partial Regex Default();
}
