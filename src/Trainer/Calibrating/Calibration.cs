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

    /// <param name="before">Uncalibrated predictions.</param>
    /// <param name="cancellation">Stops between two fits.</param>
    public static Calibration Of(OutOfFold before, CancellationToken cancellation)
    {
        var folds = new sbyte[before.Rows.Count];
        for (var i = 0; i < folds.Length; i++)
        {
            folds[i] = (sbyte)before.Rows[i].Key.Fold;
        }

        // A temperature of all rows but those of each fold, and one of all: none waits for another.
        var loss = new ScaledLoss(before.Probabilities, before.Truth(), folds);
        var fitted = new double[ObjectKey.Folds + 1];
        CrossValidation.Each(
            0,
            fitted.Length,
            fold => fitted[fold] = Calibrating.Temperature.Fit(
                loss, fold < ObjectKey.Folds ? fold : ScaledLoss.AllFolds),
            cancellation);
        var scaled = new ProbabilityTable(folds.Length, ForestTrainer.Classes.Count);
        for (var i = 0; i < folds.Length; i++)
        {
            Classification.Scoring.TemperatureScale.Apply(
                before.Probabilities.Row(i), fitted[folds[i]], scaled.Row(i));
        }

        var after = before with { Probabilities = scaled };
        return new Calibration(
            fitted[ObjectKey.Folds],
            before,
            after,
            before.Score().Measure(),
            after.Score().Measure());
    }
}
