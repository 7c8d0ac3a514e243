using Streaming.LoadTests.Faults.Reporting;

namespace Streaming.LoadTests.Faults;

/// <summary>Something that is broken around the worker, and the account that follows.</summary>
/// <param name="Name">For command lines: words with hyphens.</param>
/// <param name="What">For people: what is done.</param>
/// <param name="Run">Plays it.</param>
internal sealed record FaultScenario(
    string Name, string What, Func<FaultBench, CancellationToken, Task<FaultResult>> Run)
{
    /// <summary>Whether its broker is a cluster of three nodes. Default false.</summary>
    public bool IsClustered { get; init; }

    /// <summary>A scenario around a stream of observations through workers.</summary>
    /// <param name="name">For command lines.</param>
    /// <param name="what">For people.</param>
    /// <param name="play">Breaks something; begins when events flow.</param>
    /// <param name="options">What it wants of its stage.</param>
    public static FaultScenario OfStream(
        string name, string what, Func<FaultStage, Task> play, FaultOptions? options = null) =>
        new(name, what, (bench, token) => StreamedFault.RunAsync(
            bench, name, what, play, options ?? new FaultOptions(), token));
}
