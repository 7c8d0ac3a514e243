using Spectre.Console;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tuning;

/// <summary>Shows the best trial.</summary>
internal static class TrialsTable
{
    public static void Write(Screen screen, Trial best, Hyperparameters settings)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            FormattableString.Invariant($"best: trial {best.Number}"), "");
        Add("log loss, out of fold", FormattableString.Invariant($"{best.LogLoss:F5}"));
        Add("macro-F1, out of fold", FormattableString.Invariant($"{best.MacroF1:F5}"));
        Add("QSO recall, out of fold", FormattableString.Invariant($"{best.QsoRecall:F5}"));
        Add("rounds, fold by fold", string.Join(", ", best.Rounds));
        foreach (var (name, value) in SettingsFile.Values(settings))
        {
            Add(name, FormattableString.Invariant($"{value}"));
        }

        screen.Output.Write(table);

        void Add(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
    }
}
