namespace Streaming.Classification.Models;

/// <summary>What candidates at one level keep of their promise, on rows that they were not made from.</summary>
/// <param name="Level">The level of coverage.</param>
/// <param name="Covered">By class: share of its rows that have it among the candidates.</param>
/// <param name="MeanSize">Mean number of candidates.</param>
/// <param name="Single">Share of the rows with exactly one candidate.</param>
/// <param name="None">Share of the rows without any.</param>
internal sealed record CoverageFigures(
    double Level, IReadOnlyDictionary<string, double> Covered, double MeanSize, double Single, double None);
