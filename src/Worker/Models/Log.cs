namespace Streaming.Worker.Models;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Model {ModelVersion} is in use, before it {PreviousVersion}")]
    public static partial void ModelActivated(this ILogger logger, string modelVersion, string previousVersion);

    [LoggerMessage(2002, LogLevel.Error, "Kept model {ModelVersion}: {Reason}")]
    public static partial void ModelRefused(this ILogger logger, string modelVersion, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "No model can be used yet: {Reason}")]
    public static partial void NoModel(this ILogger logger, string reason);

    [LoggerMessage(2004, LogLevel.Warning,
        "Model {ModelVersion} was announced and is not in use; the store is asked again at its interval")]
    public static partial void AnnouncedModelNotUsed(this ILogger logger, string modelVersion);

    [LoggerMessage(2005, LogLevel.Warning, "Cannot report about a model yet, trying again in {Pause}: {Reason}")]
    public static partial void ModelReportRetried(this ILogger logger, TimeSpan pause, string reason);

    [LoggerMessage(2006, LogLevel.Warning,
        "Model {ModelVersion}: {Count} of {All} ensembles are scored by ML.NET itself, many times slower; {Inputs}: {Reason}")]
    public static partial void NotCompiled(
        this ILogger logger, string modelVersion, int count, int all, string inputs, string reason);

    [LoggerMessage(2007, LogLevel.Information, "Model {ModelVersion} is signed by the trusted key {KeyId}")]
    public static partial void ModelSigned(this ILogger logger, string modelVersion, string keyId);
}
