namespace Streaming.LoadTests.Fuzzing;

/// <summary>What became of the inputs of a target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Inputs">How many inputs.</param>
/// <param name="Taken">How many were taken; the others were refused with a reason, or are findings.</param>
/// <param name="Findings">The findings, one of a kind.</param>
/// <param name="Found">How many inputs had one.</param>
/// <param name="Slowest">Most processor time of an input.</param>
/// <param name="SlowestNumber">Which that was.</param>
/// <param name="MostBytes">Most bytes that an input allocated.</param>
/// <param name="MostBytesNumber">Which that was.</param>
internal sealed record FuzzFigures(
    string Target,
    int Inputs,
    int Taken,
    IReadOnlyList<Finding> Findings,
    int Found,
    TimeSpan Slowest,
    int SlowestNumber,
    long MostBytes,
    int MostBytesNumber);
