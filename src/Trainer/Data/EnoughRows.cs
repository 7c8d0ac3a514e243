using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Trainer.Data;

/// <summary>
/// Whether there are rows enough for what is asked, and if not, how many there are and how many it takes.
/// </summary>
internal static class EnoughRows
{
    // An ensemble of fewer would be preferred to a good one of less inputs, and be worse.
    private const int ToTrain = 20;

    // Of a class that is not there no figure can be measured.
    private const int ToMeasure = 1;

    /// <summary>What a training takes of each class, in words.</summary>
    public static string Needed { get; } =
        FormattableString.Invariant($"{ToTrain} in training, {ToMeasure} in the hold-out");

    /// <summary>Whether an ensemble can be trained, calibrated by five folds and measured.</summary>
    public static bool For(InputSet inputs, LabelledData data)
    {
        var rows = new Tally(data.Rows.Where(row => inputs.IsIn(row.Observation)));
        return rows.Training.Values.All(count => count >= ToTrain)
            && rows.HoldOut.Values.All(count => count >= ToMeasure)
            && rows.AreFoldsFull;
    }

    /// <summary>Makes sure of it.</summary>
    /// <exception cref="FailureException">There are too few rows.</exception>
    public static void EnsureFor(InputSet inputs, LabelledData data)
    {
        if (!For(inputs, data))
        {
            var rows = new Tally(data.Of(inputs).Rows);
            throw new FailureException(
                $"--data {data.File}: too few rows with {inputs}: of each class {ToTrain} are needed for training, "
                + $"there are {Counts(rows.Training)}; and {ToMeasure} in the hold-out "
                + FormattableString.Invariant($"(by chance {ObjectKey.HoldOutShare:P0} of all), ")
                + $"there are {Counts(rows.HoldOut)}");
        }
    }

    /// <summary>
    /// Makes sure that each fold by hash can be left out: it has rows, and the others rows of all classes.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="isSetAside">
    /// Tells the rows that are not trained on, but stop the training; null where none are.
    /// </param>
    /// <exception cref="FailureException">There are too few rows.</exception>
    public static void EnsureForTraining(LabelledData data, Func<LabelledRow, bool>? isSetAside = null)
    {
        var rows = new Tally(data.Rows);
        var isEnough = rows.Training.Values.All(count => count >= ToTrain)
            && (isSetAside is null
                ? rows.AreFoldsFull
                : new Tally(data.Rows.Where(row => !isSetAside(row))).AreFoldsFull
                    && new Tally(data.Rows.Where(isSetAside)).FilledFolds > 1);
        if (!isEnough)
        {
            throw new FailureException(
                $"--data {data.File}: too few rows: of each class {ToTrain} training rows are needed, spread over "
                + $"{ObjectKey.Folds} folds; there are {Counts(rows.Training)}");
        }
    }

    /// <summary>Makes sure that there are as many rows of each class as there are folds.</summary>
    /// <exception cref="FailureException">There are too few rows.</exception>
    public static void EnsureForFolds(LabelledData data)
    {
        var counts = new Tally(data.Rows).Training;
        if (counts.FirstOrDefault(pair => pair.Value < ObjectKey.Folds) is { Key: { } scarce })
        {
            throw new FailureException(
                $"--data {data.File}: fewer than {ObjectKey.Folds} training rows are of class {scarce}, one for each "
                + $"fold; there are {Counts(counts)}");
        }
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value:N0}")));

    /// <summary>Counts rows by fold and class, in one pass: there may be many.</summary>
    private sealed class Tally
    {
        private readonly int[,] _counts = new int[ObjectKey.Folds + 1, ObjectClass.All.Count];

        public Tally(IEnumerable<LabelledRow> rows)
        {
            var order = ObjectClass.All.Index().ToDictionary(one => one.Item, one => one.Index);
            foreach (var row in rows)
            {
                _counts[row.Key.IsHoldOut ? ObjectKey.Folds : row.Key.Fold, order[row.Class]]++;
            }
        }

        public IReadOnlyDictionary<string, int> Training => ByClass(one => Folds.Sum(fold => _counts[fold, one]));

        public IReadOnlyDictionary<string, int> HoldOut => ByClass(one => _counts[ObjectKey.Folds, one]);

        public int FilledFolds => Folds.Count(fold => Classes.Any(one => _counts[fold, one] > 0));

        public bool AreFoldsFull => FilledFolds == ObjectKey.Folds
            && Classes.All(one => Folds.Count(fold => _counts[fold, one] > 0) > 1);

        private static IEnumerable<int> Folds => Enumerable.Range(0, ObjectKey.Folds);

        private static IEnumerable<int> Classes => Enumerable.Range(0, ObjectClass.All.Count);

        private static Dictionary<string, int> ByClass(Func<int, int> count) =>
            Classes.ToDictionary(one => ObjectClass.All[one], count);
    }
}
