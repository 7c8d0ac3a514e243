using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Explaining;

/// <summary>One point of a learning curve.</summary>
/// <param name="Rows">Rows trained on.</param>
/// <param name="MacroF1">On fold 0.</param>
/// <param name="MacroF1Band">Its bootstrap interval.</param>
/// <param name="LogLoss">On fold 0, nats.</param>
/// <param name="LogLossBand">Its bootstrap interval.</param>
/// <param name="QsoRecall">On fold 0.</param>
internal sealed record LearningStep(
    int Rows, double MacroF1, Interval MacroF1Band, double LogLoss, Interval LogLossBand, double QsoRecall);
