namespace Streaming.Diagnosis.Workers;

/// <summary>Whether the workers that were named answer.</summary>
internal static class WorkerReachedCheck
{
    public const string Code = "worker_reached";

    public static IEnumerable<Finding> Of(Picture picture) => picture.Workers.Select(worker => worker switch
    {
        { Fault: null } => Finding.Ok(Code, $"{worker.Url} is {worker.Name}"),
        { IsNamed: false } => Finding.NotAsked(Code, $"{worker.Url}: {worker.Fault}", "--worker URL, for each of them"),
        _ => Finding.Wrong(
            Code,
            $"{worker.Url}: {worker.Fault}",
            "it does not run, hangs, or cannot be reached from here",
            "look whether it runs, and at the end of its log"),
    });
}
