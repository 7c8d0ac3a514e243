using Streaming.Trainer.Evaluating;
using Streaming.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>What is gained by answering only where the model is sure.</summary>
internal static class AnsweringSection
{
    private const int Steps = 100;
    private const int TableSteps = 10;

    // With a redshift first, as the sets are.
    private static readonly string[] Colours = ["var(--galaxy)", "var(--star)"];

    public static Section Of(IReadOnlyList<(string Name, Answers Answers)> sets)
    {
        var curves = sets.Select(set => set.Answers.Answering(Steps)).ToList();
        var floor = Math.Max(0, curves.Min(curve => curve.Min(point => point.Right)) - 0.01);
        var chart = new Chart(
            Axis.Linear("share answered", 0, 1), Axis.Linear("share right", floor, 1), "Answered and right");
        foreach (var (curve, colour) in curves.Zip(Colours))
        {
            chart.Line(curve.Select(point => (point.Answered, point.Right)), colour);
        }

        return new Section("Answering only where it is sure").Figure(new Figure(
            "The surest part of the hold-out's rows, from left to right, and how many of these are right: blue "
                + $"{sets[0].Name}{(sets.Count > 1 ? $", yellow {sets[1].Name}" : "")}. A threshold on the confidence is a "
                + "place on this line.",
            new DataTable(
                ["inputs", "answered", "right", "confidence from"],
                [
                    .. from set in sets
                       from point in set.Answers.Answering(TableSteps)
                       select (IReadOnlyList<string>)
                           [set.Name, Number(point.Answered), Number(point.Right), Number(point.Confidence)],
                ]),
            chart.ToSvg()));
    }

    private static string Number(double value) => FormattableString.Invariant($"{value:F4}");
}
