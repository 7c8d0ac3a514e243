using Streaming.Classification.Models;

namespace Streaming.Trainer.Evaluating;

/// <summary>What <c>evaluate --json</c> writes.</summary>
/// <param name="Model">Version of the model.</param>
/// <param name="File">Name of the data file.</param>
/// <param name="Part">Which of its rows: all, hold-out or training.</param>
/// <param name="Metrics">Every metric of a manifest.</param>
/// <param name="Intervals">95 % bootstrap intervals of the main ones.</param>
/// <param name="Dropped">Rows that could not be used, by reason.</param>
internal sealed record EvaluationReport(
    string Model,
    string File,
    string Part,
    ModelMetrics Metrics,
    IReadOnlyDictionary<string, Interval> Intervals,
    IReadOnlyDictionary<string, int> Dropped);
