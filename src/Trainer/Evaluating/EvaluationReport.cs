using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Trainer.Novelty;

namespace Streaming.Trainer.Evaluating;

/// <summary>What <c>evaluate --json</c> writes.</summary>
/// <param name="Model">Version of the model.</param>
/// <param name="File">Name of the data file.</param>
/// <param name="Part">Which of its rows: all, hold-out or training.</param>
/// <param name="Metrics">Every metric of a manifest, over the rows that were answered.</param>
/// <param name="Intervals">95 % bootstrap intervals of the main ones.</param>
/// <param name="ByInputs">The metrics by the inputs that were used.</param>
/// <param name="ByMagnitude">The metrics by r magnitude.</param>
/// <param name="Answering">Answering the surest part of the rows only: each tenth.</param>
/// <param name="Novelty">What is called novel; null when the model cannot tell.</param>
/// <param name="NotAnswered">Rows that the model has no ensemble for.</param>
/// <param name="Dropped">Rows that could not be used, by reason.</param>
internal sealed record EvaluationReport(
    string Model,
    string File,
    string Part,
    ModelMetrics Metrics,
    IReadOnlyDictionary<string, Interval> Intervals,
    IReadOnlyList<Answers.Group> ByInputs,
    IReadOnlyList<Answers.Group> ByMagnitude,
    IReadOnlyList<AnsweredShare> Answering,
    NoveltyCheck? Novelty,
    int NotAnswered,
    IReadOnlyDictionary<string, int> Dropped)
{
    /// <summary>Which key has signed the model, and whether that is so.</summary>
    public required SignatureStanding Signature { get; init; }
}

/// <summary>The rows that a model is surest of.</summary>
/// <param name="Answered">Their share of all.</param>
/// <param name="Right">The share of them that is right.</param>
/// <param name="Confidence">The least confidence among them.</param>
internal sealed record AnsweredShare(double Answered, double Right, double Confidence);
