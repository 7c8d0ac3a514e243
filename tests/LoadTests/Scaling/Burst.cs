namespace Streaming.LoadTests.Scaling;

/// <summary>The observations of one visit.</summary>
/// <param name="At">When the first is published, seconds.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Burst(double At, int Count);
