using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>
/// What a model loses when one measurement is shuffled among the rows, every feature that is made of it with it
/// (Breiman 2001). Shuffling single features would understate: u − g alone tells what a shuffled u did.
/// </summary>
/// <param name="Measurement">What was shuffled.</param>
/// <param name="MacroF1Drop">Mean loss of macro-F1.</param>
/// <param name="MacroF1Error">Its standard deviation over the repeats.</param>
/// <param name="LogLossRise">Mean rise of the log loss, nats.</param>
/// <param name="LogLossError">Its standard deviation over the repeats.</param>
internal sealed record PermutationImportance(
    string Measurement, double MacroF1Drop, double MacroF1Error, double LogLossRise, double LogLossError)
{
    /// <summary>On so many rows at most: those whose keys come first, which is as good as by chance.</summary>
    public const int MostRows = 5000;

    private const int Repeats = 5;
    private const int Seed = 20142;

    /// <summary>Measures every one.</summary>
    /// <param name="forest">The model.</param>
    /// <param name="unseen">Rows that it has not been trained on.</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="cancellation">Stops between two repeats.</param>
    public static IReadOnlyList<PermutationImportance> Of(
        Forest forest, IReadOnlyList<LabelledRow> unseen, InputSet inputs, CancellationToken cancellation)
    {
        LabelledRow[] rows = [.. OrderedRows.Of(unseen).Take(MostRows)];
        var intact = Measure(forest, rows, rows.Select(row => row.Observation));
        return [.. inputs.Names.AsParallel().AsOrdered().WithCancellation(cancellation).Select(name =>
        {
            var random = new Random(Seed);
            var repeats = Enumerable.Range(0, Repeats).Select(_ =>
            {
                cancellation.ThrowIfCancellationRequested();
                var others = rows.ToArray();
                random.Shuffle(others);
                var shuffled = Measure(
                    forest,
                    rows,
                    rows.Zip(others, (row, other) => row.Observation.With(name, other.Observation.Value(name))));
                return (Drop: intact.MacroF1 - shuffled.MacroF1, Rise: shuffled.LogLoss - intact.LogLoss);
            }).ToList();
            return new PermutationImportance(
                name,
                repeats.Average(repeat => repeat.Drop),
                Deviation([.. repeats.Select(repeat => repeat.Drop)]),
                repeats.Average(repeat => repeat.Rise),
                Deviation([.. repeats.Select(repeat => repeat.Rise)]));
        })];
    }

    private static Tally Measure(Forest forest, LabelledRow[] rows, IEnumerable<Observation> observations) =>
        ScoredRows.Of(ForestTrainer.Classes, rows, forest.Scorer.Probabilities([.. observations])).Tally();

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
