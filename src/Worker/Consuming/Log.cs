namespace Streaming.Worker.Consuming;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Consuming from queue {Queue}")]
    public static partial void ConsumingStarted(this ILogger logger, string queue);

    [LoggerMessage(1002, LogLevel.Information, "Consuming stopped; every observation taken has been settled")]
    public static partial void ConsumingStopped(this ILogger logger);

    [LoggerMessage(1007, LogLevel.Warning, "The queue is no longer consumed; connecting again in {Pause}")]
    public static partial void ConsumingLost(this ILogger logger, TimeSpan pause);

    [LoggerMessage(1008, LogLevel.Warning, "The connection to the queue ended in a fault")]
    public static partial void ConsumingFailed(this ILogger logger, Exception fault);

    [LoggerMessage(1003, LogLevel.Warning, "No model yet: nothing is consumed. The store is {Store}")]
    public static partial void WaitingForModel(this ILogger logger, string store);

    [LoggerMessage(1004, LogLevel.Warning, "Cannot declare the queue yet, trying again in {Pause}: {Reason}")]
    public static partial void DeclarationRetried(this ILogger logger, TimeSpan pause, string reason);

    [LoggerMessage(1005, LogLevel.Warning, "Scoring a batch of {Count} failed, attempt {Attempt}")]
    public static partial void ScoringRetried(this ILogger logger, Exception fault, int count, int attempt);

    [LoggerMessage(1009, LogLevel.Debug, "A batch of {Count} is published")]
    public static partial void BatchPublished(this ILogger logger, int count);

    [LoggerMessage(1010, LogLevel.Warning, "A batch of {Count} messages could not be settled with the broker: {Reason}")]
    public static partial void NotSettled(this ILogger logger, int count, string reason);

    [LoggerMessage(
        1011,
        LogLevel.Warning,
        "{Refused} messages are set aside, to be tried again; {Settled} of their batch are settled: {Reason}")]
    public static partial void EventsRefused(this ILogger logger, int refused, int settled, string reason);

    [LoggerMessage(1012, LogLevel.Error, "{Count} messages are moved to the error queue: {Reason}")]
    public static partial void Moved(this ILogger logger, int count, string reason);

    [LoggerMessage(1013, LogLevel.Warning, "{Count} messages could not be moved to the error queue: {Reason}")]
    public static partial void NotMoved(this ILogger logger, int count, string reason);

    [LoggerMessage(1006, LogLevel.Error, "A batch of {Count} failed before all its events were confirmed")]
    public static partial void BatchFailed(this ILogger logger, Exception fault, int count);
}
