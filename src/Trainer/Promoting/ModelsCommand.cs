using System.CommandLine;
using Spectre.Console;
using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer models</c></summary>
internal static class ModelsCommand
{
    public static Command Create(Screen screen)
    {
        var command = new Command("models", "List the models of the store with their figures on the hold-out");
        var store = new StoreOption(command);
        command.SetAction(parsed =>
        {
            List(store.Read(parsed), screen);
            return ExitCode.Success;
        });
        return command;
    }

    private static void List(ModelStore store, Screen screen)
    {
        var versions = store.Versions();
        if (versions.Count == 0)
        {
            screen.Line($"the store {store.Path} has no models");
            return;
        }

        var champion = store.ReadChampion()?.Version;
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            "version", "created", "champion", "macro-F1", "accuracy", "QSO recall", "log loss", "training rows");
        foreach (var version in versions)
        {
            table.AddRow([.. Row(store, version, champion).Select(cell => new Text(cell))]);
        }

        screen.Output.Write(table);
    }

    private static string[] Row(ModelStore store, string version, string? champion)
    {
        var mark = version == champion ? "champion" : "";
        try
        {
            var manifest = store.ReadManifest(version);
            var figures = manifest.HoldOut;
            return
            [
                version,
                FormattableString.Invariant($"{manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}"),
                mark,
                FormattableString.Invariant($"{figures?.MacroF1:F4}"),
                FormattableString.Invariant($"{figures?.Accuracy:F4}"),
                FormattableString.Invariant($"{figures?.Classes[ObjectClass.Qso].Recall:F4}"),
                FormattableString.Invariant($"{figures?.LogLoss:F4}"),
                FormattableString.Invariant($"{manifest.Data?.TrainingRows.Values.Sum():N0}"),
            ];
        }
        catch (ModelException fault)
        {
            return [version, fault.Message, mark, "", "", "", "", ""];
        }
    }
}
