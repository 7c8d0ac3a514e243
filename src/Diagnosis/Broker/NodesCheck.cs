namespace Streaming.Diagnosis.Broker;

/// <summary>Whether every node of the cluster runs and sees the others.</summary>
internal static class NodesCheck
{
    public const string Code = "nodes";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var nodes = picture.Broker!.Nodes!;
        var down = nodes.Where(node => !node.IsRunning).Select(node => node.Name).ToList();
        var parted = nodes.Where(node => node.Partitions.Count > 0).Select(node => node.Name).ToList();
        if (down.Count > 0)
        {
            yield return Finding.Wrong(
                Code,
                $"{down.Count} of {nodes.Count} nodes do not run: {string.Join(", ", down)}",
                "with a majority gone every queue stands still",
                "start it again; rabbitmq-diagnostics -n NODE check_running");
        }

        if (parted.Count > 0)
        {
            yield return Finding.Wrong(
                Code,
                $"{string.Join(", ", parted)}: has lost sight of other nodes that run",
                "each side goes on by itself, and one of them will be thrown away",
                "mend the network, then rabbitmqctl -n NODE stop_app && rabbitmqctl -n NODE start_app on the smaller side");
        }

        if (down.Count == 0 && parted.Count == 0)
        {
            yield return Finding.Ok(Code, $"{nodes.Count} of {nodes.Count} running");
        }
    }
}
