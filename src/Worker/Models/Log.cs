namespace Streaming.Worker.Models;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Model {ModelVersion} is in use, before it {PreviousVersion}")]
    public static partial void ModelActivated(this ILogger logger, string modelVersion, string previousVersion);

    [LoggerMessage(2002, LogLevel.Error, "Kept model {ModelVersion}: {Reason}")]
    public static partial void ModelRefused(this ILogger logger, string modelVersion, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "No model can be used yet: {Reason}")]
    public static partial void NoModel(this ILogger logger, string reason);
}
