using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Training;

/// <summary>An ensemble for one set of inputs, calibrated and measured.</summary>
/// <param name="Inputs">The set.</param>
/// <param name="Settings">Its hyperparameters.</param>
/// <param name="Forest">The trees, uncalibrated.</param>
/// <param name="WithoutFirstFold">The same, trained without fold 0.</param>
/// <param name="Training">The rows that trained it.</param>
/// <param name="Calibration">What out-of-fold predictions say of its probabilities.</param>
/// <param name="Coverage">What its candidates are taken by.</param>
/// <param name="HoldOut">The hold-out with its calibrated probabilities.</param>
/// <param name="Took">How long the training of its trees took.</param>
internal sealed record TrainedEnsemble(
    InputSet Inputs,
    Hyperparameters Settings,
    Forest Forest,
    Forest WithoutFirstFold,
    IReadOnlyList<LabelledRow> Training,
    Calibration Calibration,
    IReadOnlyList<CoverageLevel> Coverage,
    OutOfFold HoldOut,
    TimeSpan Took)
{
    /// <summary>Folds, and the whole: how often the trees of a set are trained.</summary>
    public const int Trainings = ObjectKey.Folds + 1;

    /// <summary>Trains on five folds and on all rows, one after another.</summary>
    /// <param name="inputs">The set.</param>
    /// <param name="data">The data; rows that lack an input have no part in it.</param>
    /// <param name="settings">The hyperparameters.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onRound">Told the rounds done in all trainings together.</param>
    /// <param name="cancellation">Stops within one round.</param>
    /// <exception cref="FailureException">The rows lack a class, or none is held out.</exception>
    public static TrainedEnsemble Of(
        InputSet inputs,
        LabelledData data,
        Hyperparameters settings,
        TimeProvider time,
        Action<long> onRound,
        CancellationToken cancellation)
    {
        var rows = data.Of(inputs);
        var (training, holdOut) = (rows.Part(DataPart.Training), rows.Part(DataPart.HoldOut));
        if (holdOut.Count == 0)
        {
            throw new FailureException($"--data {data.File}: too few rows, none of them fell to the hold-out");
        }

        var ordered = OrderedRows.Of(training);
        var probabilities = new ProbabilityTable(training.Count, ForestTrainer.Classes.Count);
        Forest? withoutFirst = null;
        for (var fold = 0; fold < ObjectKey.Folds; fold++)
        {
            var done = fold * settings.Iterations;
            var forest = ForestTrainer.Train(
                ordered.Where(row => row.Key.Fold != fold), settings, round => onRound(done + round), cancellation);
            CrossValidation.Score(training, fold, tested => forest.Score(tested, cancellation), probabilities);
            withoutFirst ??= forest;
        }

        var calibration = Calibration.Of(new OutOfFold(training, probabilities), cancellation);
        var start = time.GetTimestamp();
        var whole = ForestTrainer.Train(
            ordered, settings, round => onRound(ObjectKey.Folds * settings.Iterations + round), cancellation);
        var took = time.GetElapsedTime(start);
        return new TrainedEnsemble(
            inputs,
            settings,
            whole,
            withoutFirst!,
            training,
            calibration,
            Conformal.Of(calibration.After),
            new OutOfFold(holdOut, whole.At(calibration.Temperature).Score(holdOut, cancellation)),
            took);
    }

    /// <summary>What it says of the hold-out.</summary>
    public Answers OnHoldOut() => Answers.Of(this);
}
