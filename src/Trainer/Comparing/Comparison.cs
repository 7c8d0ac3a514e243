using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Comparing;

/// <summary>Cross-validates contenders on the same stratified folds.</summary>
/// <param name="rows">The training rows; none of the hold-out.</param>
/// <param name="time">The clock of the training and scoring times.</param>
internal sealed class Comparison(IReadOnlyList<LabelledRow> rows, TimeProvider time)
{
    private const int ScoringRounds = 5;

    private readonly int[] _folds = StratifiedFolds.Of(rows);

    /// <summary>How many rows of each class every fold has.</summary>
    public IEnumerable<IReadOnlyDictionary<string, int>> ClassesByFold() => Enumerable.Range(0, ObjectKey.Folds)
        .Select(fold => LabelledData.ByClass(rows.Where((_, i) => _folds[i] == fold)));

    /// <param name="contenders">What is compared.</param>
    /// <param name="onFold">Told the number of folds done, of all contenders together.</param>
    /// <param name="cancellation">Stops between two folds, LightGBM within one round.</param>
    public IReadOnlyList<Standing> Run(
        IReadOnlyList<Contender> contenders, Action<long> onFold, CancellationToken cancellation)
    {
        var done = 0;
        return [.. contenders.Select(contender => new Standing(contender.Name, Folds(contender)))];

        List<FoldFigures> Folds(Contender contender) => [.. Enumerable.Range(0, ObjectKey.Folds).Select(fold =>
        {
            // One after another, so that no model's time is another's load.
            cancellation.ThrowIfCancellationRequested();
            var figures = Fold(contender, fold, cancellation);
            onFold(++done);
            return figures;
        })];
    }

    private FoldFigures Fold(Contender contender, int fold, CancellationToken cancellation)
    {
        var byPart = Enumerable.Range(0, rows.Count).ToLookup(i => _folds[i] == fold, i => rows[i]);
        List<LabelledRow> tested = [.. byPart[true]];
        var start = time.GetTimestamp();
        var model = contender.Train([.. byPart[false]], cancellation);
        var trained = time.GetElapsedTime(start);

        var (probabilities, scored) = Score(model, tested);
        var metrics = ScoredRows.Of(ForestTrainer.Classes, tested, probabilities).Measure();
        var index = ForestTrainer.Classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return new FoldFigures
        {
            MacroF1 = metrics.MacroF1,
            MacroPrecision = metrics.Classes.Values.Average(one => one.Precision),
            MacroRecall = metrics.BalancedAccuracy,
            Accuracy = metrics.Accuracy,
            LogLoss = metrics.LogLoss,
            Auc = PairwiseAuc.Weighted([.. tested.Select(row => index[row.Class])], probabilities, index.Count),
            TrainingSeconds = trained.TotalSeconds,
            ScoringMicroseconds = scored.TotalMicroseconds / tested.Count,
            Kibibytes = model.Bytes / 1024.0,
        };
    }

    // The fastest of several: the first ones compile and load, and which contender pays for that is chance.
    private (IReadOnlyList<float[]> Probabilities, TimeSpan Took) Score(
        TrainedContender model, IReadOnlyList<LabelledRow> tested) =>
        Enumerable.Range(0, ScoringRounds).Select(_ =>
        {
            var start = time.GetTimestamp();
            return (Probabilities: model.Probabilities(tested), Took: time.GetElapsedTime(start));
        }).MinBy(round => round.Took);
}
