using Streaming.Classification.Features;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Importing;

/// <summary>How an imported model's probabilities lie to those of the original library.</summary>
/// <param name="Rows">Rows compared.</param>
/// <param name="LargestDifference">Largest difference of a probability, over the rows that count.</param>
/// <param name="Moved">
/// Rows that do not count: in double precision, as the original computes, the trees agree with it; here a feature,
/// rounded to a float, falls on the other side of a threshold.
/// </param>
/// <param name="Disagreements">Rows that differ by more than the tolerance, with the difference.</param>
/// <param name="FittingOrder">The one order of classes in which all rows agree, if it is another one.</param>
internal sealed record CanaryComparison(
    int Rows,
    double LargestDifference,
    IReadOnlyList<CanaryLine> Moved,
    IReadOnlyList<(long Line, double Difference)> Disagreements,
    IReadOnlyList<int>? FittingOrder)
{
    /// <summary>Largest difference of a probability that counts as agreement.</summary>
    public const double Tolerance = 1e-5;

    public static CanaryComparison Of(IReadOnlyList<CanaryLine> lines, BoostedTrees trees, Forest forest)
    {
        var scored = forest.Scorer.Probabilities([.. lines.Select(line => line.Observation)])
            .Select(row => Array.ConvertAll(row, probability => (double)probability)).ToList();
        var formulas = forest.Features.Names.Select(name => FeatureCatalogue.Find(name)!.Formula).ToList();
        var largest = 0.0;
        var moved = new List<CanaryLine>();
        var disagreements = new List<(long Line, double Difference)>();
        foreach (var (line, row) in lines.Zip(scored))
        {
            var difference = Difference(row, line.Probabilities);
            if (difference > Tolerance && trees.ComparesDoubles && AgreesInDoubles(line))
            {
                moved.Add(line);
                continue;
            }

            largest = Math.Max(largest, difference);
            if (difference > Tolerance)
            {
                disagreements.Add((line.Line, difference));
            }
        }

        return new CanaryComparison(
            lines.Count,
            largest,
            moved,
            disagreements,
            disagreements.Count == 0 ? null : ClassOrder.Permutations().FirstOrDefault(order =>
                lines.Zip(scored).All(pair => Difference(
                    pair.Second, [.. order.Select(index => pair.First.Probabilities[index])]) <= Tolerance)));

        bool AgreesInDoubles(CanaryLine line) => Difference(
            trees.Probabilities([.. formulas.Select(formula => formula(line.Observation))]),
            line.Probabilities) <= Tolerance;
    }

    private static double Difference(double[] ours, double[] theirs) =>
        ours.Zip(theirs).Max(pair => Math.Abs(pair.First - pair.Second));
}
