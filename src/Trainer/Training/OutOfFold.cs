using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Training;

/// <summary>Rows with the probabilities of a model that has not seen them, in the order of the rows given.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Probabilities">Their probabilities, in the order of <see cref="ForestTrainer.Classes"/>.</param>
internal sealed record OutOfFold(IReadOnlyList<LabelledRow> Rows, ProbabilityTable Probabilities)
{
    /// <param name="rows">The rows.</param>
    /// <param name="probabilities">An array a row.</param>
    public OutOfFold(IReadOnlyList<LabelledRow> rows, IReadOnlyList<float[]> probabilities)
        : this(rows, ProbabilityTable.Of(probabilities))
    {
    }

    public ScoredRows Score() => ScoredRows.Of(ForestTrainer.Classes, Rows, Probabilities);

    /// <summary>Of every row, the number of its class in <see cref="ForestTrainer.Classes"/>.</summary>
    public byte[] Truth() => ScoredRows.TruthOf(ForestTrainer.Classes, Rows);
}
