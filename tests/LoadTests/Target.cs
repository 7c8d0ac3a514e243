namespace Streaming.LoadTests;

/// <summary>One measured value beside what it should be.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The value, with its unit.</param>
/// <param name="Wanted">What it should be; empty when it is only reported.</param>
/// <param name="IsMet">Whether it is.</param>
internal sealed record Target(string Name, string Value, string Wanted, bool IsMet);
