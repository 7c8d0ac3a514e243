using Streaming.Trainer.Data;

namespace Streaming.Trainer.Comparing;

/// <summary>A kind of model to compare.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Train">Trains one on rows.</param>
internal sealed record Contender(
    string Name, Func<IReadOnlyList<LabelledRow>, CancellationToken, TrainedContender> Train);
