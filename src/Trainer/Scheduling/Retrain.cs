namespace Streaming.Trainer.Scheduling;

/// <summary>The work of one run of the schedule.</summary>
/// <param name="cancellation">Stops it.</param>
internal delegate Task Retrain(CancellationToken cancellation);
