using System.Globalization;
using Streaming.Contracts;
using Streaming.Trainer.Evaluating;
using Streaming.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>Whether candidates keep their promise.</summary>
internal static class CandidateSection
{
    public static Section Of(IReadOnlyList<(string Name, Answers Answers)> sets) => new Section("Candidates")
        .Text("A class is a candidate when the model gives it no less probability than it gives to all but a small share "
            + "of that class's own objects. So of each class a known share has its class among the candidates, however "
            + "frequent the class is, as long as objects look like those of the training. Measured on the hold-out, "
            + "which had no part in choosing the thresholds.")
        .Table(new DataTable(
            ["inputs, level", .. ObjectClass.All.Select(name => $"{name} covered"), "mean candidates", "one", "none"],
            [
                .. from set in sets
                   from level in set.Answers.Measure().Coverage
                   select (IReadOnlyList<string>)
                   [
                       string.Create(CultureInfo.InvariantCulture, $"{set.Name}, {level.Level:P0}"),
                       .. ObjectClass.All.Select(name => Number(level.Covered.GetValueOrDefault(name))),
                       Number(level.MeanSize), Number(level.Single), Number(level.None),
                   ],
            ]));

    private static string Number(double value) => FormattableString.Invariant($"{value:F3}");
}
