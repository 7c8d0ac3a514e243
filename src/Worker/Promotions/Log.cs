namespace Streaming.Worker.Promotions;

internal static partial class Log
{
    private const string Lost = "Promotions are not heard, only polled for; connecting again in {Pause}: {Reason}";

    [LoggerMessage(2011, LogLevel.Debug, "Listening for promotions")]
    public static partial void Listening(this ILogger logger);

    [LoggerMessage(2012, LogLevel.Warning, Lost)]
    public static partial void ListeningLost(this ILogger logger, TimeSpan pause, string reason);

    [LoggerMessage(2013, LogLevel.Debug, Lost)]
    public static partial void ListeningStillLost(this ILogger logger, TimeSpan pause, string reason);

    [LoggerMessage(2014, LogLevel.Warning, "A message of {Length} bytes that announces no model was ignored")]
    public static partial void AnnouncementIgnored(this ILogger logger, int length);
}
