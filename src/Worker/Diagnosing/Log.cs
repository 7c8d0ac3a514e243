namespace Streaming.Worker.Diagnosing;

internal static partial class Log
{
    [LoggerMessage(1601, LogLevel.Warning, "{Code}: {Text}; {Why}. Do: {Remedy}")]
    public static partial void Found(this ILogger logger, string code, string text, string? why, string? remedy);

    [LoggerMessage(
        1602, LogLevel.Information, "Limits and policies of the broker are not known: no answer from {Management}: {Fault}")]
    public static partial void NotAsked(this ILogger logger, Uri management, string fault);

    [LoggerMessage(
        1603,
        LogLevel.Warning,
        "Not bound, declared again: {Missing}. What was published meanwhile was returned to publishers that ask for it, and "
        + "lost to others")]
    public static partial void BoundAgain(this ILogger logger, string missing);

    [LoggerMessage(1605, LogLevel.Warning, "Not bound, and not to be declared by this worker: {Missing}: {Reason}")]
    public static partial void NotBound(this ILogger logger, string missing, string reason);

    [LoggerMessage(1604, LogLevel.Debug, "Bindings were not looked at: {Reason}")]
    public static partial void NotLooked(this ILogger logger, string reason);
}
