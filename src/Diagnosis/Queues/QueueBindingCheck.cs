using Streaming.Diagnosis.Broker;

namespace Streaming.Diagnosis.Queues;

/// <summary>Whether what is published gets to the queues.</summary>
internal static class QueueBindingCheck
{
    public const string Code = "queue_binding";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        return WatchedQueues.OfObservations.Where(way => broker.Queue(way.Queue) is not null).Select(way =>
        {
            string[] missing =
            [
                .. IsBound(broker, way.Exchange, way.QueueExchange, isToQueue: false),
                .. IsBound(broker, way.QueueExchange, way.Queue, isToQueue: true),
            ];
            return missing.Length == 0
                ? Finding.Ok(Code, $"{way.Queue}: bound to {way.Exchange}")
                : Finding.Wrong(
                    Code,
                    $"{way.Queue}: not bound: {string.Join(", ", missing)}",
                    "what is published is returned to publishers that ask for it, and lost to those that do not",
                    $"start a worker anew, which binds it, or {Remedies.Definitions}");
        });
    }

    private static IEnumerable<string> IsBound(BrokerPicture broker, string source, string destination, bool isToQueue) =>
        broker.Bindings.Contains(new BindingPicture(source, destination, isToQueue))
            ? []
            : [$"exchange {source} to {(isToQueue ? "queue" : "exchange")} {destination}"];
}
