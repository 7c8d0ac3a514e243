using Streaming.Classification.Models;

namespace Streaming.Trainer.Promoting;

/// <summary>A challenger beside the champion, measured on the same rows, one input set after another.</summary>
/// <param name="File">The file that the rows are of.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="Sets">What each says of rows with the inputs of one set, the fullest first; at least one.</param>
/// <param name="Slowdown">Processor time a row, challenger over champion; null when there is no champion.</param>
internal sealed record GateComparison(
    string File, string Sha256, IReadOnlyList<SetComparison> Sets, double? Slowdown)
{
    /// <summary>The fullest set.</summary>
    public SetComparison Fullest => Sets[0];
}

/// <summary>Both models on rows with the inputs of one set.</summary>
/// <param name="Inputs">The set's names.</param>
/// <param name="Challenger">The challenger's metrics; null when it cannot answer such rows.</param>
/// <param name="Champion">The champion's; null when it cannot, or there is none.</param>
/// <param name="Differences">
/// Challenger less champion, by the metric's name; empty when one of them is null or the rows are not at hand.
/// </param>
internal sealed record SetComparison(
    string Inputs,
    ModelMetrics? Challenger,
    ModelMetrics? Champion,
    IReadOnlyDictionary<string, FigureDifference> Differences);
