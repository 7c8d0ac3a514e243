using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
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

    // Of what is scored at once: features of all rows would take more memory than the rows.
    private const int BlockRows = 1 << 13;

    /// <summary>Asks a model. Rows that it has no ensemble for are left out.</summary>
    public static Answers Of(ModelSnapshot model, IReadOnlyList<LabelledRow> rows) =>
        Of(model, rows, _ => { }, CancellationToken.None);

    /// <summary>The same, to be watched and stopped.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="onRow">Told how many have been scored.</param>
    /// <param name="cancellation">Stops between two blocks of rows.</param>
    public static Answers Of(
        ModelSnapshot model,
        IReadOnlyList<LabelledRow> rows,
        Action<long> onRow,
        CancellationToken cancellation)
    {
        LabelledRow[] answered = [.. rows.Where(row => model.EnsembleFor(row.Observation) is not null)];
        var ensembles = Array.ConvertAll(answered, row => model.EnsembleFor(row.Observation)!);
        var given = new ProbabilityTable(answered.Length, model.Manifest.Classes.Count);
        for (var first = 0; first < answered.Length; first += BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = answered.AsSpan(first, Math.Min(BlockRows, answered.Length - first));
            var observations = new Observation[block.Length];
            for (var i = 0; i < block.Length; i++)
            {
                observations[i] = block[i].Observation;
            }

            given.Set(first, model.Probabilities(observations)!);
            onRow(first + block.Length);
        }

        var inputs = model.Ensembles.ToDictionary(one => one, one => one.Inputs.ToString());
        return new Answers(
            model.Manifest.Classes,
            answered,
            Array.ConvertAll(ensembles, one => inputs[one]),
            given,
            Conformal.Levels
                .Where(level => Array.TrueForAll(ensembles, one => one.Has(level)))
                .ToDictionary(level => level, level => (IReadOnlyList<CandidateClasses>)CandidatesAt(level)));

        CandidateClasses[] CandidatesAt(double level)
        {
            var candidates = new CandidateClasses[answered.Length];
            for (var i = 0; i < candidates.Length; i++)
            {
                candidates[i] = ensembles[i].CandidatesOf(given.Row(i), level)!;
            }

            return candidates;
        }
    }

    /// <summary>What an ensemble that has no package yet says of the hold-out.</summary>
    public static Answers Of(TrainedEnsemble trained) => new(
        ForestTrainer.Classes,
        trained.HoldOut.Rows,
        [.. Enumerable.Repeat(trained.Inputs.ToString(), trained.HoldOut.Rows.Count)],
        trained.HoldOut.Probabilities,
        trained.Coverage.ToDictionary(level => level.Level, level =>
        {
            var table = new CandidateTable(level, ForestTrainer.Classes);
            var probabilities = trained.HoldOut.Probabilities;
            var candidates = new CandidateClasses[probabilities.Count];
            for (var i = 0; i < candidates.Length; i++)
            {
                candidates[i] = table.Of(probabilities.Row(i));
            }

            return (IReadOnlyList<CandidateClasses>)candidates;
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
        var (table, truth) = (ProbabilityTable.Of(Probabilities), ScoredRows.TruthOf(Classes, Rows));
        int[] sorted = [.. Enumerable.Range(0, Rows.Count).OrderByDescending(table.Highest)];
        var points = new List<AnsweredShare>();
        var (right, next) = (0, 1);
        for (var i = 0; i < sorted.Length; i++)
        {
            right += table.Top(sorted[i]) == truth[sorted[i]] ? 1 : 0;
            if ((i + 1L) * steps >= (long)next * sorted.Length)
            {
                points.Add(new AnsweredShare(
                    (i + 1.0) / sorted.Length, (double)right / (i + 1), table.Highest(sorted[i])));
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
        Array.ConvertAll(rows, i => Rows[i]),
        Array.ConvertAll(rows, i => Inputs[i]),
        ProbabilityTable.Of(Probabilities).Part(rows),
        Candidates.ToDictionary(
            level => level.Key,
            level => (IReadOnlyList<CandidateClasses>)Array.ConvertAll(rows, i => level.Value[i])));

    /// <summary>Some of the rows, measured.</summary>
    /// <param name="Name">What they have in common.</param>
    /// <param name="Metrics">Their figures.</param>
    internal sealed record Group(string Name, ModelMetrics Metrics);
}
