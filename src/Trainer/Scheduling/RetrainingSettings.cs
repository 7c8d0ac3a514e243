using Streaming.Trainer.Data;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Scheduling;

/// <summary>What to train from, how, and when.</summary>
/// <param name="Data">Files of labelled rows, and how to read them; the received labels come to them.</param>
/// <param name="Plan">What is trained.</param>
/// <param name="Rules">When it is time.</param>
/// <param name="Margins">What a challenger must keep to.</param>
/// <param name="By">In whose name the champion is changed.</param>
internal sealed record RetrainingSettings(
    DataSource Data,
    TrainingPlan Plan,
    RetrainingRules Rules,
    GateMargins Margins,
    string By);
