namespace Streaming.Diagnosis.Workers;

/// <summary>Whether workers' clocks, which are in every event, are right.</summary>
internal static class WorkerClockCheck
{
    public const string Code = "worker_clock";

    public static IEnumerable<Finding> Of(Picture picture) => picture.Workers
        .Where(worker => worker.Fault is null)
        .Select(worker => Clock.Judge(Code, $"the clock of {worker.Name}", worker.ClockAhead));
}
