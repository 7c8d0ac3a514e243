using Streaming.Classification.Models;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Calibrating;

/// <summary>What temperature scaling does to a model's probabilities.</summary>
/// <param name="Fitted">Temperature with the least log loss on all out-of-fold rows.</param>
/// <param name="Before">Uncalibrated, out of fold.</param>
/// <param name="Scaled">
/// The same rows, each fold scaled by a temperature that was fitted on the other folds: measured on what was not
/// fitted.
/// </param>
/// <param name="BeforeMetrics">Metrics of <paramref name="Before"/>.</param>
/// <param name="ScaledMetrics">Metrics of <paramref name="Scaled"/>.</param>
internal sealed record Calibration(
    double Fitted, OutOfFold Before, OutOfFold Scaled, ModelMetrics BeforeMetrics, ModelMetrics ScaledMetrics)
{
    /// <summary>Whether scaling lowers the log loss of rows that the temperature was not fitted on.</summary>
    public bool Helps => ScaledMetrics.LogLoss < BeforeMetrics.LogLoss;

    /// <summary>The temperature to ship; 1, which changes nothing, unless scaling helps.</summary>
    public double Temperature => Helps ? Fitted : 1;

    /// <summary>Out of fold, as the model is used.</summary>
    public OutOfFold After => Helps ? Scaled : Before;

    /// <summary>Metrics of <see cref="After"/>.</summary>
    public ModelMetrics AfterMetrics => Helps ? ScaledMetrics : BeforeMetrics;

    public static Calibration Of(OutOfFold before)
    {
        var order = ForestTrainer.Classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] truth = [.. before.Rows.Select(row => order[row.Class])];
        var scaled = new float[before.Rows.Count][];
        for (var fold = 0; fold < ObjectKey.Folds; fold++)
        {
            var others = Enumerable.Range(0, truth.Length).Where(i => before.Rows[i].Key.Fold != fold).ToList();
            var temperature = Fit(others);
            foreach (var i in Enumerable.Range(0, truth.Length).Where(i => before.Rows[i].Key.Fold == fold))
            {
                scaled[i] = Classification.Scoring.TemperatureScale.Apply(before.Probabilities[i], temperature);
            }
        }

        var after = before with { Probabilities = scaled };
        return new Calibration(
            Fit([.. Enumerable.Range(0, truth.Length)]),
            before,
            after,
            before.Score().Measure(),
            after.Score().Measure());

        double Fit(List<int> rows) => Calibrating.Temperature.Fit(
            [.. rows.Select(i => before.Probabilities[i])], [.. rows.Select(i => truth[i])]);
    }
}
