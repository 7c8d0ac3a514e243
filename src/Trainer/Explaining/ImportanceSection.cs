using System.Globalization;
using Streaming.Contracts;
using Streaming.Trainer.Exploring;
using Streaming.Reporting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>What the model looks at, and a look at one of its trees.</summary>
internal static class ImportanceSection
{
    public static Section Of(IReadOnlyList<PermutationImportance> measurements, int unseen, Forest forest)
    {
        var trees = TreeReader.Read(forest);
        var gains = forest.Features.Names.Zip(TreeReader.Gains(forest, trees), (name, gain) => (Name: name, Gain: gain))
            .OrderByDescending(one => one.Gain)
            .ToList();
        var ranked = measurements.OrderByDescending(one => one.MacroF1Drop).ToList();
        var quasars = trees[ForestTrainer.Classes.Index().First(one => one.Item == ObjectClass.Qso).Index];
        return new Section("What the model looks at")
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"Without a usable {Sample.Written(ranked[0].Measurement)} macro-F1 falls "
                    + $"by {ranked[0].MacroF1Drop:0.000}; next is {Sample.Written(ranked[1].Measurement)} with "
                    + $"{ranked[1].MacroF1Drop:0.000}."))
            .Figure(new Figure(
                "Permutation importance: what is lost on rows of fold 0, by a model that was trained without them, "
                    + "when one measurement is shuffled among the rows, and every feature made of it with it. Five "
                    + "repeats; lines: their standard deviation."
                    + (unseen > PermutationImportance.MostRows ? Bounded(unseen) : ""),
                new DataTable(
                    ["measurement", "macro-F1 lost", "±", "log loss gained, nats", "±"],
                    [.. ranked.Select(one => new[]
                    {
                        one.Measurement, Number(one.MacroF1Drop), Number(one.MacroF1Error), Number(one.LogLossRise),
                            Number(one.LogLossError),
                    })]),
                BarChart.Draw("Macro-F1 lost", [.. ranked.Select(
                    one => (one.Measurement, one.MacroF1Drop, Number(one.MacroF1Drop), "var(--accent)",
                        one.MacroF1Error))]),
                BarChart.Draw("Log loss gained, nats", [.. ranked.Select(
                    one => (one.Measurement, one.LogLossRise, Number(one.LogLossRise), "var(--accent)",
                        one.LogLossError))])))
            .Figure(new Figure(
                "Split gain: how much of what all trees gained in training came from splits on each feature. It "
                    + "tells what training looked at, not what is needed: features that say the same share it.",
                new DataTable(["feature", "share of the gain"],
                    [.. gains.Select(
                        one => new[] { Sample.Written(one.Name), FormattableString.Invariant($"{one.Gain:P2}") })]),
                BarChart.Draw("Share of the split gain", [.. gains.Select(
                    one => (Sample.Written(one.Name), one.Gain, FormattableString.Invariant($"{one.Gain:P1}"),
                        "var(--accent)", 0.0))])))
            .Figure(new Figure(
                $"The first of the {quasars.Count} trees that add up to the score of QSO, its upper levels. An "
                    + "object goes left where the answer is yes and ends in a leaf, which adds to the score (the "
                    + $"first tree also holds what every object starts with); the three scores become probabilities.",
                null,
                TreeDrawing.Draw(quasars[0], forest.Features.Names, "One tree: is it a quasar?"))
            { IsWide = true });
    }

    private static string Bounded(int unseen) => FormattableString.Invariant(
        $" On {PermutationImportance.MostRows:N0} of {unseen:N0} rows, drawn by the hash of their key.");

    private static string Number(double value) => FormattableString.Invariant($"{value:0.0000}").Replace('-', '−');
}
