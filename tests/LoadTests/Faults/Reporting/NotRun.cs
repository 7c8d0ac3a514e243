namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>A scenario that could not be played.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What it would have done.</param>
/// <param name="Why">What was missing.</param>
internal sealed record NotRun(string Name, string What, string Why);
