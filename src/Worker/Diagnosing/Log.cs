namespace Streaming.Worker.Diagnosing;

internal static partial class Log
{
    [LoggerMessage(1601, LogLevel.Warning, "{Code}: {Text}; {Why}. Do: {Remedy}")]
    public static partial void Found(this ILogger logger, string code, string text, string? why, string? remedy);

    [LoggerMessage(
        1602, LogLevel.Information, "Limits and policies of the broker are not known: no answer from {Management}: {Fault}")]
    public static partial void NotAsked(this ILogger logger, Uri management, string fault);
}
