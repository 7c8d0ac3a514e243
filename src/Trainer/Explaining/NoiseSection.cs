using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Reporting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>How far any model could get on these labels.</summary>
internal static class NoiseSection
{
    public static Section Of(LabelNoise noise, ModelMetrics measured)
    {
        string[] names = [.. ForestTrainer.Classes];
        return new Section("Label noise: how far any model could get")
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"Confident learning (Northcutt et al. 2021) counts the labels that the "
                    + $"out-of-fold probabilities contradict as firmly as they usually confirm: {noise.Share:P2} of "
                    + $"them, {noise.Share * noise.Rows:N0} of {noise.Rows:N0}. Were all of these wrong, a model that "
                    + $"knew every true class would score an accuracy of {noise.PerfectAccuracy:F4} and a macro-F1 of "
                    + $"{noise.PerfectMacroF1:F4} against them; this one has {measured.Accuracy:F4} and "
                    + $"{measured.MacroF1:F4}."))
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"The count includes honest mistakes of the model, so it says at most how "
                    + $"many labels are wrong, and the bound is where the labels alone could stop a model. A second, "
                    + $"stricter look: of {noise.Sure:N0} rows of which the model is more than 0.99 sure, "
                    + $"{noise.SureAgainst:N0} have another label, "
                    + $"{(double)noise.SureAgainst / Math.Max(1, noise.Mistakes):P1} of its {noise.Mistakes:N0} "
                    + $"mistakes; its own probabilities announce {noise.SureExpected:N0}. {Compare(noise)}"))
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"All probabilities together announce {noise.ExpectedMistakes:N0} "
                    + $"mistakes; {noise.Mistakes:N0} were made. {Limit(noise)}"))
            .Figure(new Figure(
                "Estimated rows by their label (rows) and their true class (columns), with shares of the row. Off "
                    + "the diagonal: labels that may be wrong.",
                null,
                CellGrid.Draw(
                    "Label against estimated class", names, names,
                    (row, column) =>
                    {
                        var share = noise.Joint[row, column] / Math.Max(
                            1, names.Select((_, other) => noise.Joint[row, other]).Sum());
                        var shade = Math.Sqrt(share);
                        return (
                            CellGrid.Diverging(row == column ? -shade : shade),
                            shade > 0.6,
                            [FormattableString.Invariant($"{noise.Joint[row, column]:N0}"),
                                FormattableString.Invariant($"{share:P2}")]);
                    },
                    (104, 58))));
    }

    private static string Compare(LabelNoise noise) => noise.SureAgainst > 1.5 * noise.SureExpected + 3
        ? "That is clearly more than announced: among these, labels are wrong (or the model is blind to something), "
            + "and they are worth a second look at the spectrum."
        : "That is about as many as announced: nothing points to wrong labels beyond what chance explains.";

    private static string Limit(LabelNoise noise) => noise.Mistakes < 1.15 * noise.ExpectedMistakes
        ? "The model knows how often it will be wrong: these objects look alike in the measurements it is given, and "
            + "only other measurements (or a better use of these) would tell them apart."
        : "It is wrong more often than it knows.";
}
