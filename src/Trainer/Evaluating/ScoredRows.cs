using Streaming.Classification.Models;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Evaluating;

/// <summary>Rows with a model's answers, reduced to what every metric is computed from.</summary>
internal sealed class ScoredRows
{
    // A probability of 0 for the true class would make the mean infinite. The bound is scikit-learn's of old.
    private const double SmallestProbability = 1e-15;
    private const int CalibrationBins = 15;

    private readonly IReadOnlyList<string> _classes;
    private readonly byte[] _truth;
    private readonly byte[] _predicted;
    private readonly double[] _loss;
    private readonly double[] _confidence;

    /// <param name="classes">Class names in the order of the probabilities.</param>
    /// <param name="truth">Index of every row's true class.</param>
    /// <param name="probabilities">Every row's probabilities.</param>
    public ScoredRows(IReadOnlyList<string> classes, int[] truth, IReadOnlyList<float[]> probabilities)
        : this(classes, ProbabilityTable.Of(probabilities), Array.ConvertAll(truth, one => (byte)one))
    {
    }

    private ScoredRows(IReadOnlyList<string> classes, ProbabilityTable table, byte[] truth)
    {
        (_classes, _truth) = (classes, truth);
        (_predicted, _confidence, _loss) = (new byte[truth.Length], new double[truth.Length], new double[truth.Length]);
        for (var i = 0; i < truth.Length; i++)
        {
            _predicted[i] = (byte)table.Top(i);
            _confidence[i] = table.Row(i)[_predicted[i]];
            _loss[i] = -Math.Log(Math.Max(table.Row(i)[truth[i]], SmallestProbability));
        }
    }

    public int Count => _truth.Length;

    /// <summary>Puts rows and a model's answers together.</summary>
    /// <param name="classes">The model's class order.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="probabilities">The model's answers.</param>
    public static ScoredRows Of(
        IReadOnlyList<string> classes, IReadOnlyList<LabelledRow> rows, IReadOnlyList<float[]> probabilities) =>
        new(classes, ProbabilityTable.Of(probabilities), TruthOf(classes, rows));

    /// <summary>Of every row, the number of its class.</summary>
    public static byte[] TruthOf(IReadOnlyList<string> classes, IReadOnlyList<LabelledRow> rows)
    {
        var numbers = classes.Index().ToDictionary(pair => pair.Item, pair => (byte)pair.Index);
        var truth = new byte[rows.Count];
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = numbers[rows[i].Class];
        }

        return truth;
    }

    /// <summary>Every metric, over all rows.</summary>
    public ModelMetrics Measure()
    {
        var tally = Tally();
        return new ModelMetrics
        {
            Rows = Count,
            Accuracy = tally.Accuracy,
            BalancedAccuracy = tally.BalancedAccuracy,
            MacroF1 = tally.MacroF1,
            LogLoss = tally.LogLoss,
            CalibrationError = CalibrationError(),
            Classes = _classes.Index().ToDictionary(pair => pair.Item, pair => tally.ClassMetrics(pair.Index)),
            Confusion = _classes.Index().ToDictionary(
                pair => pair.Item,
                pair => (IReadOnlyDictionary<string, int>)_classes.Index().ToDictionary(
                    other => other.Item, other => tally.Cell(pair.Index, other.Index))),
        };
    }

    /// <summary>Counts all rows.</summary>
    public Tally Tally()
    {
        var tally = new Tally(_classes.Count);
        for (var row = 0; row < Count; row++)
        {
            tally.Add(_truth[row], _predicted[row], _loss[row]);
        }

        return tally;
    }

    /// <summary>Counts some of the rows; a row named twice counts twice.</summary>
    public Tally Tally(ReadOnlySpan<int> rows)
    {
        var tally = new Tally(_classes.Count);
        foreach (var row in rows)
        {
            tally.Add(_truth[row], _predicted[row], _loss[row]);
        }

        return tally;
    }

    /// <summary>A class's recall in a tally of these rows.</summary>
    public double Recall(Tally tally, string name) => tally.ClassMetrics(_classes.ToList().IndexOf(name)).Recall;

    // Mean over the rows of the distance, bin by bin, between the stated probability and the share that was right.
    private double CalibrationError()
    {
        var excess = new double[CalibrationBins];
        for (var row = 0; row < Count; row++)
        {
            var bin = Math.Min((int)(_confidence[row] * CalibrationBins), CalibrationBins - 1);
            excess[bin] += _confidence[row] - (_predicted[row] == _truth[row] ? 1 : 0);
        }

        return excess.Sum(Math.Abs) / Count;
    }
}
