using Streaming.Trainer.Promoting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Scheduling;

/// <summary>What to train from, how, and when.</summary>
/// <param name="Files">Files of labelled rows; the received labels come to them.</param>
/// <param name="Plan">What is trained.</param>
/// <param name="Rules">When it is time.</param>
/// <param name="Margins">What a challenger must keep to.</param>
/// <param name="By">In whose name the champion is changed.</param>
internal sealed record RetrainingSettings(
    IReadOnlyList<string> Files,
    TrainingPlan Plan,
    RetrainingRules Rules,
    GateMargins Margins,
    string By);
