namespace Streaming.Diagnosis.Workers;

/// <summary>Whether workers consume and classify.</summary>
internal static class WorkerReadyCheck
{
    public const string Code = "worker_ready";

    public static IEnumerable<Finding> Of(Picture picture) =>
        picture.Workers.Where(worker => worker.Fault is null).Select(worker => worker.NotReady switch
        {
            null => Finding.NotAsked(Code, $"{worker.Name}: tells no readiness"),
            [] => Finding.Ok(Code, $"{worker.Name}: ready"),
            var reasons => Finding.Wrong(
                Code,
                $"{worker.Name}: not ready, {WorkerLiveCheck.Words(reasons)}",
                "it classifies nothing from the queue",
                "docs/how-to/observe.md#not-ready says what to do for each reason"),
        });
}
