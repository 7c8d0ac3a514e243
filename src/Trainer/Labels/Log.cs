using Microsoft.Extensions.Logging;

namespace Streaming.Trainer.Labels;

internal static partial class Log
{
    [LoggerMessage(3101, LogLevel.Information, "Collecting labels from queue {Queue}")]
    public static partial void CollectingStarted(this ILogger logger, string queue);

    [LoggerMessage(
        3102,
        LogLevel.Information,
        "Collecting stopped: {Taken} messages taken, {Changed} labels new, {Refused} refused")]
    public static partial void CollectingStopped(this ILogger logger, int taken, int changed, int refused);

    [LoggerMessage(3103, LogLevel.Warning, "No labels from {Broker}, connecting again in {Pause}: {Reason}")]
    public static partial void CollectingLost(this ILogger logger, string broker, TimeSpan pause, string reason);

    [LoggerMessage(3104, LogLevel.Debug, "Stored a batch of {Count} labels, {Changed} of them new")]
    public static partial void LabelsStored(this ILogger logger, int count, int changed);

    [LoggerMessage(3105, LogLevel.Warning, "A message that is no label is kept in queue {Queue}: {Reason}")]
    public static partial void LabelRefused(this ILogger logger, string queue, string reason);

    [LoggerMessage(3106, LogLevel.Warning, "The label store {Store} takes nothing, trying again in {Pause}: {Reason}")]
    public static partial void StoreRetried(
        this ILogger logger, LabelStoreAddress store, TimeSpan pause, string reason);

    [LoggerMessage(
        3107, LogLevel.Information, "Queue {Queue}: {Taken} messages taken, {Changed} labels new, {Refused} refused")]
    public static partial void Drained(this ILogger logger, string queue, int taken, int changed, int refused);

    [LoggerMessage(3108, LogLevel.Warning, "Labels may still wait at {Broker}: {Reason}")]
    public static partial void DrainEndedEarly(this ILogger logger, string broker, string reason);
}
