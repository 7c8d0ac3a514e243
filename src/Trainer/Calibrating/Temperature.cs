using Streaming.Classification.Scoring;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Calibrating;

/// <summary>Finds the temperature under which probabilities, of rows that the model has not seen, lose least.</summary>
internal static class Temperature
{
    // Beyond these a model is broken rather than badly calibrated.
    private const double Lowest = 0.2;
    private const double Highest = 5;
    private const double Tolerance = 1e-5;

    /// <summary>Fits all rows.</summary>
    /// <param name="probabilities">Uncalibrated, of all classes, a row each; none gives 1.</param>
    /// <param name="truth">Index of every row's true class.</param>
    public static double Fit(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> truth) => Fit(
        new ScaledLoss(
            ProbabilityTable.Of(probabilities), [.. truth.Select(one => (byte)one)], new sbyte[truth.Count]),
        ScaledLoss.AllFolds);

    /// <summary>
    /// Minimises the log loss; golden-section search over the temperature's logarithm, where it has one valley.
    /// </summary>
    /// <param name="rows">The loss of the rows.</param>
    /// <param name="leftOut">A fold whose rows have no say.</param>
    /// <returns>In [0.2, 5], rounded to four decimals; 1 when there is no row.</returns>
    public static double Fit(ScaledLoss rows, int leftOut)
    {
        if (rows.Count == 0)
        {
            return 1;
        }

        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        var (left, right) = (high - golden * (high - low), low + golden * (high - low));
        var (lossLeft, lossRight) = (Loss(left), Loss(right));
        while (high - low > Tolerance)
        {
            if (lossLeft < lossRight)
            {
                (high, right, lossRight) = (right, left, lossLeft);
                left = high - golden * (high - low);
                lossLeft = Loss(left);
            }
            else
            {
                (low, left, lossLeft) = (left, right, lossRight);
                right = low + golden * (high - low);
                lossRight = Loss(right);
            }
        }

        return Math.Round(Math.Exp((low + high) / 2), 4);

        double Loss(double logTemperature) => rows.At(Math.Exp(-logTemperature), leftOut);
    }

    /// <summary>Scales every row.</summary>
    public static IReadOnlyList<float[]> Apply(IReadOnlyList<float[]> probabilities, double temperature) =>
        [.. probabilities.Select(row => TemperatureScale.Apply(row, temperature))];
}
