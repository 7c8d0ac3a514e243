using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Training;

/// <summary>Rows with the probabilities of a model that has not seen them, in the order of the rows given.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Probabilities">Their probabilities, in the order of <see cref="ForestTrainer.Classes"/>.</param>
internal sealed record OutOfFold(IReadOnlyList<LabelledRow> Rows, IReadOnlyList<float[]> Probabilities)
{
    public ScoredRows Score() => ScoredRows.Of(ForestTrainer.Classes, Rows, Probabilities);
}
