using Streaming.Trainer.Training;

namespace Streaming.Trainer.Calibrating;

/// <summary>
/// The log loss of rows as a function of the temperature. Logarithms are taken once: a fit asks for the loss some
/// thirty times.
/// </summary>
internal sealed class ScaledLoss
{
    /// <summary>No fold is left out.</summary>
    public const int AllFolds = -1;

    private const double SmallestProbability = 1e-15;

    private readonly double[] _logarithms;
    private readonly byte[] _truth;
    private readonly sbyte[] _folds;
    private readonly int _classes;

    /// <param name="probabilities">Uncalibrated, of all classes.</param>
    /// <param name="truth">Index of every row's true class.</param>
    /// <param name="folds">The fold of every row.</param>
    public ScaledLoss(ProbabilityTable probabilities, byte[] truth, sbyte[] folds)
    {
        (_truth, _folds) = (truth, folds);
        _classes = truth.Length == 0 ? 0 : probabilities.Row(0).Length;
        _logarithms = new double[truth.Length * _classes];
        for (var i = 0; i < truth.Length; i++)
        {
            var row = probabilities.Row(i);
            for (var c = 0; c < _classes; c++)
            {
                _logarithms[(i * _classes) + c] = Math.Log(Math.Max(row[c], SmallestProbability));
            }
        }
    }

    public int Count => _truth.Length;

    /// <summary>The loss, nats, summed over the rows.</summary>
    /// <param name="power">The inverse of the temperature.</param>
    /// <param name="leftOut">A fold whose rows do not count.</param>
    public double At(double power, int leftOut)
    {
        var loss = 0.0;
        for (var i = 0; i < _truth.Length; i++)
        {
            if (_folds[i] != leftOut)
            {
                loss += RowLoss(_logarithms.AsSpan(i * _classes, _classes), _truth[i], power);
            }
        }

        return loss;
    }

    private static double RowLoss(ReadOnlySpan<double> logarithms, int truth, double power)
    {
        var largest = logarithms[0];
        foreach (var one in logarithms)
        {
            largest = Math.Max(largest, one);
        }

        var sum = 0.0;
        foreach (var one in logarithms)
        {
            sum += Math.Exp((one - largest) * power);
        }

        return Math.Log(sum) - (logarithms[truth] - largest) * power;
    }
}
