using Streaming.Contracts;
using Streaming.Diagnosis.Queues;

namespace Streaming.Diagnosis.Broker;

/// <summary>Whether the user may do all that a worker does.</summary>
internal static class PermissionsCheck
{
    public const string Code = "permissions";

    private static readonly string[] Exchanges =
        [.. WatchedQueues.OfObservations.SelectMany(way => (string[])[way.Exchange, way.QueueExchange])];

    private static readonly string[] Queues = [.. WatchedQueues.OfObservations.Select(way => way.Queue)];

    private static readonly string[] Errors = [.. Queues.Select(queue => queue + ObservationsTopology.ErrorSuffix)];

    private static readonly string Promoted = EventNames.Of<ModelPromoted>();

    // The broker names the queue in which a worker hears of promotions.
    private static readonly string[] Own = [.. Queues, .. Errors, ObservationsTopology.Dead, "amq.gen-promotions"];

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        if (broker.Permissions is not { } may)
        {
            yield return Finding.NotAsked(
                Code, $"only an administrator may see what {broker.User} may do", "ask as one: --broker amqp://ADMIN:…");
            yield break;
        }

        string[] missing =
        [
            .. Missing("configure", may.Configure, [.. Exchanges, .. Own, .. EventNames.All, Promoted]),
            .. Missing("write", may.Write, [.. Own, .. EventNames.All]),
            .. Missing("read", may.Read, [.. Exchanges, .. Own, Promoted]),
        ];
        yield return missing.Length == 0
            ? Finding.Ok(Code, $"{broker.User} may configure, write and read what a worker needs")
            : Finding.Wrong(
                Code,
                $"{broker.User} lacks {string.Join("; ", missing)}",
                "a worker with this user cannot declare its queues, consume them or publish its events",
                $"rabbitmqctl set_permissions -p {broker.VirtualHost} {broker.User} '.*' '.*' '.*', or narrower patterns "
                + "that allow these");
    }

    private static IEnumerable<string> Missing(string right, string pattern, string[] names)
    {
        var refused = names.Distinct().Where(name => !PermissionPicture.Allows(pattern, name)).ToList();
        return refused.Count == 0 ? [] : [$"{right} on {string.Join(", ", refused)}"];
    }
}
