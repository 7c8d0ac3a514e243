namespace Streaming.Diagnosis.Broker;

/// <summary>Whether the nodes have disk enough.</summary>
internal static class DiskCheck
{
    public const string Code = "disk";

    public static IEnumerable<Finding> Of(Picture picture) =>
        picture.Broker!.Nodes!.Where(node => node.IsRunning).Select(node => node switch
        {
            { HasDiskAlarm: true } => Finding.Wrong(
                Code,
                $"{node.Name}: disk alarm{Free(node)}",
                "the broker takes nothing from anybody, neither observations nor events",
                "make room on the disk of its data; purge what nobody reads: rabbitmqctl list_queues name messages"),
            { DiskFree: { } free, DiskFreeLimit: { } limit } when free < 2 * limit => Finding.Warning(
                Code,
                $"{node.Name}: near its disk alarm{Free(node)}",
                "with the alarm the broker takes nothing from anybody",
                "make room on the disk of its data; purge what nobody reads: rabbitmqctl list_queues name messages"),
            { DiskFree: null } => Finding.NotAsked(Code, $"{node.Name} has not told its disk yet"),
            _ => Finding.Ok(Code, $"{node.Name}: no alarm{Free(node)}"),
        });

    private static string Free(NodePicture node) => node is { DiskFree: { } free, DiskFreeLimit: { } limit }
        ? $", {Size.Of(free)} free, alarm below {Size.Of(limit)}"
        : "";
}
