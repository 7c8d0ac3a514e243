using Streaming.Trainer.Data;

namespace Streaming.Trainer.Comparing;

/// <summary>A trained model of any kind.</summary>
/// <param name="Probabilities">Scores rows, in the order of <see cref="Training.ForestTrainer.Classes"/>.</param>
/// <param name="Bytes">Size of the saved model.</param>
internal sealed record TrainedContender(
    Func<IReadOnlyList<LabelledRow>, IReadOnlyList<float[]>> Probabilities, long Bytes);
