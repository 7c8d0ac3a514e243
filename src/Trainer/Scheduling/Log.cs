using Microsoft.Extensions.Logging;

namespace Streaming.Trainer.Scheduling;

internal static partial class Log
{
    [LoggerMessage(3201, LogLevel.Information, "Scheduled in {Zone}, next: {Times}")]
    public static partial void ScheduleStarted(this ILogger logger, string zone, string times);

    [LoggerMessage(3202, LogLevel.Information, "No model is trained: {Reason}")]
    public static partial void NothingToDo(this ILogger logger, string reason);

    [LoggerMessage(3203, LogLevel.Information, "A model is trained: {Reason}")]
    public static partial void RetrainingStarted(this ILogger logger, string reason);

    [LoggerMessage(3204, LogLevel.Information, "Model {Version} is the champion")]
    public static partial void Promoted(this ILogger logger, string version);

    [LoggerMessage(3205, LogLevel.Warning, "Model {Version} is refused, the champion stays {Champion}: {Reasons}")]
    public static partial void Refused(this ILogger logger, string version, string? champion, string reasons);

    [LoggerMessage(3206, LogLevel.Information, "The training was stopped; the champion is as it was")]
    public static partial void RetrainingStopped(this ILogger logger);

    [LoggerMessage(3207, LogLevel.Error, "The training failed; the champion is as it was")]
    public static partial void RetrainingFailed(this ILogger logger, Exception fault);

    [LoggerMessage(3208, LogLevel.Information, "Next run: {Next:u}")]
    public static partial void NextRun(this ILogger logger, DateTimeOffset next);

    [LoggerMessage(3209, LogLevel.Information, "No broker is set: labels are taken from the store as they are")]
    public static partial void NoBroker(this ILogger logger);
}
