namespace Streaming.Diagnosis.Broker;

/// <summary>Whether the nodes have memory enough.</summary>
internal static class MemoryCheck
{
    public const string Code = "memory";

    private const double Much = 0.8;

    public static IEnumerable<Finding> Of(Picture picture) =>
        picture.Broker!.Nodes!.Where(node => node.IsRunning).Select(node => node switch
        {
            { HasMemoryAlarm: true } => Finding.Wrong(
                Code,
                $"{node.Name}: memory alarm{Used(node)}",
                "the broker takes nothing from anybody, neither observations nor events",
                "rabbitmq-diagnostics memory_breakdown; give the node memory, or let workers empty the queues"),
            { MemoryUsed: { } used, MemoryLimit: > 0 and { } limit } when used > Much * limit => Finding.Warning(
                Code,
                $"{node.Name}: near its memory alarm{Used(node)}",
                "with the alarm the broker takes nothing from anybody",
                "rabbitmq-diagnostics memory_breakdown; give the node memory, or let workers empty the queues"),
            { MemoryUsed: null } => Finding.NotAsked(Code, $"{node.Name} has not told its memory yet"),
            _ => Finding.Ok(Code, $"{node.Name}: no alarm{Used(node)}"),
        });

    private static string Used(NodePicture node) => node is { MemoryUsed: { } used, MemoryLimit: { } limit }
        ? $", {Size.Of(used)} used, alarm at {Size.Of(limit)}"
        : "";
}
