using System.Text;

namespace Streaming.Documentation.Tests.Reference;

/// <summary>Every setting of every program, made from what their <c>--help</c> lists.</summary>
internal static class ConfigurationPage
{
    public static async Task<string> MakeAsync()
    {
        var page = new StringBuilder($"""
            {Markdown.Made}

            # Configuration

            Settings are environment variables. They override `appsettings.json`, where `__` is a level:
            `Batching__MessageLimit` is `"Batching": {"{"} "MessageLimit": … {"}"}`. Options on the command line override both;
            they stand in [Commands](commands.md). A value out of range stops the program at its start, in one line that names
            the setting, its value and the allowed range. All settings of the worker, and `ConnectionStrings__…` of the others, may
            be files of the folder `Secrets__Path`: [Keep secrets in files](../how-to/secure.md#keep-secrets-in-files).

            """);
        foreach (var tool in Tool.All)
        {
            var help = await Help.OfAsync(tool.Assembly);
            var rows = help.Entries("Settings").Select(setting =>
            {
                var parts = setting.Meaning.Split(". Default: ");
                return new[] { Markdown.Code(setting.Name), Default(parts[1]), Markdown.Text(parts[0]) };
            });
            page.Append($"\n## {char.ToUpperInvariant(tool.Name[0])}{tool.Name[1..]}\n\n");
            page.Append(Markdown.Table("| setting | default | meaning |", [.. rows]));
        }

        page.Append("""

            Beside these, all programs take the other variables of
            [OpenTelemetry](https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/)
            ([what is sent and served](../telemetry.md)), and worker and trainer those of .NET's
            [logging](https://learn.microsoft.com/dotnet/core/extensions/logging#configure-logging).

            """);
        return page.ToString();
    }

    // A value as it is set; words where there is none.
    private static string Default(string text) => text.Contains(' ') ? Markdown.Text(text) : Markdown.Code(text);
}
