using Streaming.Classification.Models;
using Streaming.Contracts;

namespace Streaming.Trainer.Evaluating;

/// <summary>The figures that sum a model up, by the names under which people and JSON know them.</summary>
internal static class MetricNames
{
    public const string Accuracy = "accuracy";
    public const string MacroF1 = "macroF1";
    public const string QsoRecall = "qsoRecall";
    public const string LogLoss = "logLoss";

    public static IEnumerable<(string Name, string Key, double Value)> Summary(ModelMetrics metrics) =>
    [
        ("accuracy", Accuracy, metrics.Accuracy),
        ("balanced accuracy", "balancedAccuracy", metrics.BalancedAccuracy),
        ("macro-F1", MacroF1, metrics.MacroF1),
        ("QSO recall", QsoRecall, metrics.Classes[ObjectClass.Qso].Recall),
        ("log loss, nats", LogLoss, metrics.LogLoss),
        ("calibration error, 15 bins", "calibrationError", metrics.CalibrationError),
    ];
}
