using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Calibrating;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Evaluating;

/// <summary>Rows with what a model says of them, to be measured whole or in groups.</summary>
/// <param name="Classes">The model's class order.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Inputs">By row: name of the input set that answered.</param>
/// <param name="Probabilities">By row.</param>
/// <param name="Candidates">By level of coverage, then by row; a level that the package lacks is absent.</param>
internal sealed record Answers(
    IReadOnlyList<string> Classes,
    IReadOnlyList<LabelledRow> Rows,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<float[]> Probabilities,
    IReadOnlyDictionary<double, IReadOnlyList<CandidateClasses>> Candidates)
{
    private const int Brightest = 16;
    private const int Faintest = 23;

    /// <summary>Asks a model. Rows that it has no ensemble for are left out.</summary>
    public static Answers Of(ModelSnapshot model, IReadOnlyList<LabelledRow> rows)
    {
        var probabilities = model.Probabilities([.. rows.Select(row => row.Observation)]);
        int[] answered = [.. Enumerable.Range(0, rows.Count).Where(i => probabilities[i] is not null)];
        Ensemble[] ensembles = [.. answered.Select(i => model.EnsembleFor(rows[i].Observation)!)];
        float[][] given = [.. answered.Select(i => probabilities[i]!)];
        return new Answers(
            model.Manifest.Classes,
            [.. answered.Select(i => rows[i])],
            [.. ensembles.Select(one => one.Inputs.ToString())],
            given,
            Conformal.Levels
                .Where(level => Array.TrueForAll(ensembles, one => one.Has(level)))
                .ToDictionary(
                    level => level,
                    level => (IReadOnlyList<CandidateClasses>)
                        [.. ensembles.Zip(given, (one, row) => one.CandidatesOf(row, level)!)]));
    }

    /// <summary>What an ensemble that has no package yet says of the hold-out.</summary>
    public static Answers Of(TrainedEnsemble trained) => new(
        ForestTrainer.Classes,
        trained.HoldOut.Rows,
        [.. trained.HoldOut.Rows.Select(_ => trained.Inputs.ToString())],
        trained.HoldOut.Probabilities,
        trained.Coverage.ToDictionary(level => level.Level, level =>
        {
            var table = new CandidateTable(level, ForestTrainer.Classes);
            return (IReadOnlyList<CandidateClasses>)[.. trained.HoldOut.Probabilities.Select(row => table.Of(row))];
        }));

    /// <summary>Every figure, over all rows.</summary>
    public ModelMetrics Measure() => ScoredRows.Of(Classes, Rows, Probabilities).Measure() with
    {
        Coverage = [.. Candidates.Select(level => CoverageMeasure.Of(level.Key, Rows, level.Value))],
    };

    /// <summary>Every figure, by the inputs that were used.</summary>
    public IReadOnlyList<Group> ByInputs() => By(row => Inputs[row], Inputs.Distinct());

    /// <summary>Every figure, by r magnitude; what has no r has a group of its own.</summary>
    public IReadOnlyList<Group> ByMagnitude()
    {
        var bins = Enumerable.Range(Brightest, Faintest - Brightest + 1).Select(Bin).Append(WithoutR);
        return By(row => Rows[row].Observation.R switch
        {
            double.NaN => WithoutR,
            var r => Bin((int)Math.Clamp(Math.Ceiling(r), Brightest, Faintest)),
        }, bins);
    }

    /// <summary>
    /// Answering only where the model is surest: the share of the rows that is answered, and the share of those that
    /// is right, from the surest on.
    /// </summary>
    public IReadOnlyList<AnsweredShare> Answering(int steps)
    {
        var sorted = Probabilities
            .Zip(Rows, (p, row) => (Confidence: p.Max(), IsRight: Classes[p.IndexOf(p.Max())] == row.Class))
            .OrderByDescending(one => one.Confidence)
            .ToList();
        var points = new List<AnsweredShare>();
        var (right, next) = (0, 1);
        for (var i = 0; i < sorted.Count; i++)
        {
            right += sorted[i].IsRight ? 1 : 0;
            if ((i + 1L) * steps >= (long)next * sorted.Count)
            {
                points.Add(new AnsweredShare((i + 1.0) / sorted.Count, (double)right / (i + 1), sorted[i].Confidence));
                next++;
            }
        }

        return points;
    }

    private const string WithoutR = "no r";

    private static string Bin(int upper) => upper switch
    {
        Brightest => string.Create(CultureInfo.InvariantCulture, $"r to {Brightest}"),
        Faintest => string.Create(CultureInfo.InvariantCulture, $"r beyond {Faintest - 1}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"r {upper - 1} to {upper}"),
    };

    private List<Group> By(Func<int, string> name, IEnumerable<string> order)
    {
        var groups = Enumerable.Range(0, Rows.Count).ToLookup(name);
        return [.. order.Where(groups.Contains).Select(one => new Group(one, Part([.. groups[one]]).Measure()))];
    }

    private Answers Part(int[] rows) => new(
        Classes,
        [.. rows.Select(i => Rows[i])],
        [.. rows.Select(i => Inputs[i])],
        [.. rows.Select(i => Probabilities[i])],
        Candidates.ToDictionary(
            level => level.Key,
            level => (IReadOnlyList<CandidateClasses>)[.. rows.Select(i => level.Value[i])]));

    /// <summary>Some of the rows, measured.</summary>
    /// <param name="Name">What they have in common.</param>
    /// <param name="Metrics">Their figures.</param>
    internal sealed record Group(string Name, ModelMetrics Metrics);
}
