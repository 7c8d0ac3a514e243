namespace Streaming.LoadTests.Faults.Watching;

/// <summary>Something that an operator could see of a worker.</summary>
/// <param name="At">Timestamp of <c>Stopwatch</c>.</param>
/// <param name="Code">The reason's code, or the level of the line.</param>
/// <param name="Text">What it says.</param>
internal sealed record Sighting(long At, string Code, string Text);
