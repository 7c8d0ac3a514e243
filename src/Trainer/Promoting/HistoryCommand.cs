using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer history</c></summary>
internal static class HistoryCommand
{
    public static Command Create(Screen screen)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON, with the figures, instead of a table" };
        var command = new DocumentedCommand(
            "history",
            "List every change of the store and every refusal: who, when, what, why",
            """
            trainer history
            trainer history --json | jq '.[-1].why'
            """)
        {
            json,
        };
        var store = new StoreOption(command);
        command.SetAction(parsed =>
        {
            var target = store.Read(parsed);
            var changes = target.ReadHistory();
            if (parsed.GetValue(json))
            {
                screen.Raw(JsonSerializer.Serialize(changes, ModelManifest.Json));
            }
            else if (changes.Count == 0)
            {
                screen.Line($"the store {target.Path} has no history");
            }
            else
            {
                Write(screen, changes);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Screen screen, IReadOnlyList<StoreChange> changes)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "when", "who", "what", "champion", "why");
        foreach (var change in changes)
        {
            table.AddRow([.. Cells(change).Select(cell => new Text(cell))]);
        }

        screen.Output.Write(table);
    }

    private static IEnumerable<string> Remarks(StoreChange change) =>
    [
        .. change.Reasons,
        .. change.Why is { } why ? [why] : Array.Empty<string>(),
        // An entry may be anybody's, as may all of a store.
        .. change.SignedBy is { } signer && ModelSignature.IsKeyId(signer)
            ? [$"signed by {ModelSignature.Short(signer)}"]
            : Array.Empty<string>(),
    ];

    private static string[] Cells(StoreChange change) =>
    [
        FormattableString.Invariant($"{change.Number}"),
        FormattableString.Invariant($"{change.At.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}"),
        change.By,
        change.Kind switch
        {
            ChangeKind.Promoted => "promoted",
            ChangeKind.RolledBack => "rolled back",
            ChangeKind.Refused => $"refused {change.Model}",
            _ => $"removed {change.Model}",
        },
        change.From == change.To ? $"{change.To ?? "none"}" : $"{change.From ?? "none"} → {change.To}",
        string.Join("; ", Remarks(change)),
    ];
}
