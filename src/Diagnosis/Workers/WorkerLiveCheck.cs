namespace Streaming.Diagnosis.Workers;

/// <summary>Whether workers should be started anew.</summary>
internal static class WorkerLiveCheck
{
    public const string Code = "worker_live";

    public static IEnumerable<Finding> Of(Picture picture) =>
        picture.Workers.Where(worker => worker.Fault is null).Select(worker => worker.NotAlive switch
        {
            null => Finding.NotAsked(Code, $"{worker.Name}: tells no liveness"),
            [] => Finding.Ok(Code, $"{worker.Name}: no batch is stuck"),
            var reasons => Finding.Wrong(
                Code,
                $"{worker.Name}: {Words(reasons)}",
                "what it holds is settled by nobody",
                "start it anew: what it holds goes to another worker, and repeats have the same ids"),
        });

    public static string Words(IReadOnlyList<WorkerReason> reasons) =>
        string.Join("; ", reasons.Select(reason => $"{reason.Code}: {reason.Text}"));
}
