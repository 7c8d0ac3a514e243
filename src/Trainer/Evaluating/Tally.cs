using Streaming.Classification.Models;

namespace Streaming.Trainer.Evaluating;

/// <summary>Counts of true against predicted class, and the metrics that follow from them.</summary>
/// <param name="classes">How many classes there are.</param>
internal sealed class Tally(int classes)
{
    // Row after row.
    private readonly int[] _cells = new int[classes * classes];
    private double _loss;
    private int _rows;

    public double Accuracy => Ratio(Classes.Sum(i => Cell(i, i)), _rows);

    /// <summary>Mean natural logarithm of the inverse probability of the true class, nats.</summary>
    public double LogLoss => _rows == 0 ? 0 : _loss / _rows;

    /// <summary>Mean recall of the classes that have rows.</summary>
    public double BalancedAccuracy =>
        Classes.Where(i => Actual(i) > 0).Select(i => ClassMetrics(i).Recall).DefaultIfEmpty().Average();

    /// <summary>Mean F1 of the classes that have rows or were predicted.</summary>
    public double MacroF1 =>
        Classes.Where(i => Actual(i) + Given(i) > 0).Select(i => ClassMetrics(i).F1).DefaultIfEmpty().Average();

    private IEnumerable<int> Classes => Enumerable.Range(0, classes);

    public void Add(int truth, int predicted, double loss)
    {
        _cells[(truth * classes) + predicted]++;
        _loss += loss;
        _rows++;
    }

    /// <summary>Adds what others were counted.</summary>
    public void Add(Tally other)
    {
        var (own, others) = (_cells, other._cells);
        for (var i = 0; i < own.Length; i++)
        {
            own[i] += others[i];
        }

        _loss += other._loss;
        _rows += other._rows;
    }

    public int Cell(int truth, int predicted) => _cells[(truth * classes) + predicted];

    public ClassMetrics ClassMetrics(int index)
    {
        var right = Cell(index, index);
        return new ClassMetrics(
            Ratio(right, Given(index)),
            Ratio(right, Actual(index)),
            Ratio(2 * right, Given(index) + Actual(index)),
            Actual(index));
    }

    private int Actual(int index) => Classes.Sum(other => Cell(index, other));

    private int Given(int index) => Classes.Sum(other => Cell(other, index));

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
