namespace Streaming.Diagnosis;

/// <summary>What checks look at: each says why it is not there, or null when it is.</summary>
internal static class Sources
{
    public static string? Broker(Picture picture) => picture.Broker is null ? "no broker is asked" : null;

    public static string? Connection(Picture picture) =>
        Broker(picture) ?? (picture.Broker!.Fault is null ? null : "the broker is not reached");

    public static string? Management(Picture picture) =>
        Broker(picture) ?? (picture.Broker!.ManagementFault is null
            ? null
            : "the broker's management interface does not answer");

    public static string? Nodes(Picture picture) =>
        Management(picture) ?? (picture.Broker!.Nodes is null ? "the user has not the tag monitoring" : null);

    public static string? Policies(Picture picture) =>
        Management(picture) ?? (picture.Broker!.Policies is null ? "the user may not see policies" : null);

    public static string? Worker(Picture picture) =>
        picture.Workers.Any(worker => worker.Fault is null) ? null : "no worker answers";

    public static string? Settings(Picture picture) =>
        Worker(picture) ?? (picture.Settings.Any() ? null : "no worker tells its settings");

    public static string? Store(Picture picture) => picture.Store switch
    {
        null => "no model store is asked",
        { Fault: not null } => "the model store cannot be read",
        _ => null,
    };

    public static string? StoreFolder(Picture picture) =>
        Store(picture) ?? (picture.Store!.IsFolder ? null : "the model store is no folder");

    /// <summary>The first of two that is missing.</summary>
    public static Func<Picture, string?> Both(Func<Picture, string?> first, Func<Picture, string?> second) =>
        picture => first(picture) ?? second(picture);
}
