using System.Globalization;
using Spectre.Console;
using Streaming.Contracts;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Priors;

/// <summary>Shows estimated class shares, and what they would change.</summary>
internal static class PriorsText
{
    /// <param name="screen">Where.</param>
    /// <param name="answers">What the model says.</param>
    /// <param name="estimate">The shares.</param>
    /// <param name="classes">The true classes; null when they are not known.</param>
    /// <param name="source">Whose observations they are; null when that is not known.</param>
    public static void Write(
        Screen screen,
        IReadOnlyList<AnswerAsTrained> answers,
        PriorEstimate estimate,
        IReadOnlyList<string>? classes,
        string? source)
    {
        screen.Line($"{answers.Count:N0} observations, {estimate.Steps} steps");
        WriteShares(screen, answers, estimate, classes);
        var before = answers.Select(one => one.Probabilities.ToArray()).ToList();
        var after = answers.Select(one => one.Under(estimate.Shares)).ToList();
        WriteChanges(screen, before, after);
        if (classes is not null)
        {
            WriteFigures(screen, before, after, classes);
        }

        screen.Line("right only if the objects of a class look as in the training data; to have them used, set:");
        foreach (var (name, share) in ObjectClass.All.Zip(Rounded(estimate.Shares)))
        {
            screen.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  Classification__Priors__{source ?? "SOURCE"}__{name}={share:0.0000}"));
        }
    }

    private static void WriteShares(
        Screen screen,
        IReadOnlyList<AnswerAsTrained> answers,
        PriorEstimate estimate,
        IReadOnlyList<string>? classes)
    {
        string[] columns =
            ["class", "trained", "estimated", "95 % interval", .. classes is null ? (string[])[] : ["true"]];
        var table = NumberTable.Of(columns);
        foreach (var (place, name) in ObjectClass.All.Index())
        {
            var interval = estimate.Intervals[place];
            string[] cells =
            [
                name,
                Number(answers.Average(one => one.Shares[place])),
                Number(estimate.Shares[place]),
                $"{Number(interval.Low)} to {Number(interval.High)}",
            ];
            table.AddRow(classes is null ? cells
                : [.. cells, Number(classes.Average(one => one == name ? 1.0 : 0))]);
        }

        screen.Output.Write(table);
    }

    private static void WriteChanges(Screen screen, List<double[]> before, List<double[]> after)
    {
        var table = NumberTable.Of(["was called, would be", .. ObjectClass.All]);
        foreach (var (place, name) in ObjectClass.All.Index())
        {
            var own = before.Zip(after).Where(pair => Top(pair.First) == place).ToList();
            table.AddRow(
            [
                name,
                .. ObjectClass.All.Select((_, other) => string.Create(
                    CultureInfo.InvariantCulture, $"{own.Count(pair => Top(pair.Second) == other):N0}")),
            ]);
        }

        screen.Output.Write(table);
        var (now, then) = (before.Average(one => one.Max()), after.Average(one => one.Max()));
        screen.Line($"mean confidence: {now:F4}, would be {then:F4}");
    }

    private static void WriteFigures(
        Screen screen, List<double[]> before, List<double[]> after, IReadOnlyList<string> classes)
    {
        int[] truth = [.. classes.Select(name => ObjectClass.All.ToList().IndexOf(name))];
        var table = NumberTable.Of(["with the true classes", "before", "after"]);
        foreach (var ((name, _, one), (_, _, other)) in Figures(before).Zip(Figures(after)))
        {
            table.AddRow(name, Number(one), Number(other));
        }

        screen.Output.Write(table);

        IEnumerable<(string Name, string Key, double Value)> Figures(List<double[]> probabilities) => MetricNames.Summary(
            new ScoredRows(
                ObjectClass.All,
                truth,
                [.. probabilities.Select(row => Array.ConvertAll(row, one => (float)one))]).Measure());
    }

    // To four digits and still together 1, so that they can be set as they stand.
    private static double[] Rounded(IReadOnlyList<double> shares)
    {
        double[] rounded = [.. shares.Select(share => Math.Max(Math.Round(share, 4), 0.0001))];
        var largest = Array.IndexOf(rounded, rounded.Max());
        rounded[largest] += 1 - rounded.Sum();
        return rounded;
    }

    private static int Top(double[] row) => Array.IndexOf(row, row.Max());

    private static string Number(double value) => FormattableString.Invariant($"{value:F4}");
}
