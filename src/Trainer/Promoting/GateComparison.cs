using Streaming.Classification.Models;

namespace Streaming.Trainer.Promoting;

/// <summary>A challenger beside the champion, measured on the same rows.</summary>
/// <param name="File">The file that the rows are of.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="Challenger">The challenger's metrics.</param>
/// <param name="Champion">The champion's; null when there is none.</param>
/// <param name="Differences">
/// Challenger less champion, by the metric's name; empty when the rows are not at hand.
/// </param>
/// <param name="Slowdown">Processor time a row, challenger over champion; null when there is no champion.</param>
internal sealed record GateComparison(
    string File,
    string Sha256,
    ModelMetrics Challenger,
    ModelMetrics? Champion,
    IReadOnlyDictionary<string, FigureDifference> Differences,
    double? Slowdown);
