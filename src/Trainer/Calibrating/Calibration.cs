using Streaming.Classification.Models;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Calibrating;

/// <summary>What temperature scaling does to a model's probabilities.</summary>
/// <param name="Temperature">The one to ship: fitted on all out-of-fold rows.</param>
/// <param name="Before">Uncalibrated, out of fold.</param>
/// <param name="After">
/// The same rows, each fold scaled by a temperature that was fitted on the other folds: measured on what was not fitted.
/// </param>
/// <param name="BeforeMetrics">Metrics of <paramref name="Before"/>.</param>
/// <param name="AfterMetrics">Metrics of <paramref name="After"/>.</param>
internal sealed record Calibration(
    double Temperature, OutOfFold Before, OutOfFold After, ModelMetrics BeforeMetrics, ModelMetrics AfterMetrics)
{
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
            Fit([.. Enumerable.Range(0, truth.Length)]), before, after, before.Score().Measure(), after.Score().Measure());

        double Fit(List<int> rows) => Calibrating.Temperature.Fit(
            [.. rows.Select(i => before.Probabilities[i])], [.. rows.Select(i => truth[i])]);
    }
}
