using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Streaming.Classification.Models;
using Streaming.Contracts;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer models</c></summary>
internal static class ModelsCommand
{
    public static Command Create(Screen screen)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table" };
        var command = new DocumentedCommand(
            "models",
            "List the models of the store: which is champion, which were refused and why, their figures",
            """
            trainer models
            trainer models --store s3://telescope-models/production --json | jq '.[].version'
            """)
        {
            json,
        };
        var store = new StoreOption(command);
        command.SetAction(parsed =>
        {
            var target = store.Read(parsed);
            var models = ListedModel.Of(target);
            if (parsed.GetValue(json))
            {
                screen.Raw(JsonSerializer.Serialize(models, ModelManifest.Json));
            }
            else if (models.Count == 0)
            {
                screen.Line($"the store {target.Path} has no models");
            }
            else
            {
                Write(screen, models);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Screen screen, IReadOnlyList<ListedModel> models)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            "version", "created", "state", "macro-F1", "accuracy", "QSO recall", "log loss", "training rows",
            "trained on", "signed by", "remark");
        foreach (var model in models)
        {
            table.AddRow([.. Cells(model).Select(cell => new Text(cell))]);
        }

        screen.Output.Write(table);
    }

    private static IEnumerable<string> Cells(ListedModel model) =>
    [
        model.Version,
        FormattableString.Invariant($"{model.CreatedAt?.UtcDateTime:yyyy-MM-dd HH:mm}"),
        model.State == ModelState.None ? "" : model.State.ToString().ToLowerInvariant(),
        FormattableString.Invariant($"{model.HoldOut?.MacroF1:F4}"),
        FormattableString.Invariant($"{model.HoldOut?.Accuracy:F4}"),
        FormattableString.Invariant($"{model.HoldOut?.Classes.GetValueOrDefault(ObjectClass.Qso)?.Recall:F4}"),
        FormattableString.Invariant($"{model.HoldOut?.LogLoss:F4}"),
        FormattableString.Invariant($"{model.TrainingRows:N0}"),
        string.Join("; ", model.Photometry ?? []),
        model.Signature.ToString(),
        model.Fault ?? Short(model.Reasons),
    ];

    private static string Short(IReadOnlyList<string> reasons) => reasons.Count switch
    {
        0 => "",
        1 => reasons[0],
        _ => $"{reasons[0]} (and {reasons.Count - 1} more)",
    };
}
