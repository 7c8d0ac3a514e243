namespace Streaming.LoadTests.Faults.Accounting;

/// <summary>What became of all observations, by id.</summary>
/// <param name="Sent">Observations that the broker confirmed.</param>
/// <param name="Classified">Of these, with an <c>ObjectClassified</c>.</param>
/// <param name="Rejected">Of these, with an <c>ObservationRejected</c>.</param>
/// <param name="SetAside">Without an event, in a queue for failures.</param>
/// <param name="Waiting">Without an event, still in the queue.</param>
/// <param name="Removed">Taken away by whoever purged or deleted the queue.</param>
/// <param name="Lost">All others.</param>
/// <param name="Repeated">Events beyond the first of an observation.</param>
/// <param name="Strange">Events under an id of no observation that was sent.</param>
internal sealed record AccountFigures(
    int Sent,
    int Classified,
    int Rejected,
    int SetAside,
    int Waiting,
    int Removed,
    int Lost,
    int Repeated,
    int Strange);
