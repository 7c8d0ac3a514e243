namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>What an operator saw first of a fault.</summary>
/// <param name="Code">The reason's code, or the level of the line.</param>
/// <param name="Text">What it said.</param>
/// <param name="After">Seconds after the fault began.</param>
internal sealed record Seen(string Code, string Text, double After);
