using Streaming.Classification.Scoring;

namespace Streaming.Trainer.Calibrating;

/// <summary>Finds the temperature under which probabilities, of rows that the model has not seen, lose least.</summary>
internal static class Temperature
{
    // Beyond these a model is broken rather than badly calibrated.
    private const double Lowest = 0.2;
    private const double Highest = 5;
    private const double Tolerance = 1e-5;
    private const double SmallestProbability = 1e-15;

    /// <summary>
    /// Minimises the log loss; golden-section search over the temperature's logarithm, where it has one valley.
    /// </summary>
    /// <param name="probabilities">Uncalibrated, of all classes, a row each; none gives 1.</param>
    /// <param name="truth">Index of every row's true class.</param>
    /// <returns>In [0.2, 5], rounded to four decimals.</returns>
    public static double Fit(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> truth)
    {
        if (probabilities.Count == 0)
        {
            return 1;
        }

        var logarithms = probabilities
            .Select(row => Array.ConvertAll(row, one => Math.Log(Math.Max(one, SmallestProbability))))
            .ToArray();
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

        double Loss(double logTemperature)
        {
            var power = Math.Exp(-logTemperature);
            var loss = 0.0;
            for (var i = 0; i < logarithms.Length; i++)
            {
                loss += RowLoss(logarithms[i], truth[i], power);
            }

            return loss;
        }
    }

    // Written out, since a fit asks for it some thirty times a row.
    private static double RowLoss(double[] logarithms, int truth, double power)
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

    /// <summary>Scales every row.</summary>
    public static IReadOnlyList<float[]> Apply(IReadOnlyList<float[]> probabilities, double temperature) =>
        [.. probabilities.Select(row => TemperatureScale.Apply(row, temperature))];
}
