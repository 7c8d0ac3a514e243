namespace Streaming.LoadTests.Rounds;

/// <summary>What a round of requests showed.</summary>
/// <param name="PerSecond">Requests answered a second.</param>
/// <param name="Answers">From a request to the end of its answer.</param>
/// <param name="WorkerEach">Processor time of the worker for one request.</param>
/// <param name="ClientEach">The same of the client.</param>
internal sealed record PredictTurn(double PerSecond, Percentiles Answers, TimeSpan WorkerEach, TimeSpan ClientEach);
