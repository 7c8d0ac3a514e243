using Streaming.Contracts;
using Streaming.Diagnosis.Broker;

namespace Streaming.Diagnosis.Queues;

/// <summary>Commands that mend more than one thing.</summary>
internal static class Remedies
{
    /// <summary>Declares everything that deploy/rabbitmq has.</summary>
    public const string Definitions = "rabbitmqctl import_definitions deploy/rabbitmq/definitions.json";

    /// <summary>Declares where dead letters go; a worker does so too.</summary>
    public const string DeadLetters = $"start a worker anew, which declares it, or {Definitions}";

    /// <summary>Sets the limits of a queue as deploy/rabbitmq does.</summary>
    public static string Policy(BrokerPicture broker, QueuePicture queue)
    {
        var (name, pattern, exchange, key) = queue.Name == LabelsTopology.Queue
            ? ("labels", "^labels$", "", $"\"dead-letter-routing-key\":\"{LabelsTopology.ErrorQueue}\",")
            : ("observations", "^observations(_bulk)?$", ObservationsTopology.Dead, "");
        // Above every other: the broker takes one policy a queue, the one of the highest priority.
        var priority = broker.Policies is { } all
            ? PolicyPicture.For(queue, all, operators: false)
                .Where(policy => policy.Name != name).Select(policy => policy.Priority + 1).Append(10).Max()
            : 10;
        return $"rabbitmqctl set_policy -p {broker.VirtualHost} --priority {priority} --apply-to queues {name} "
            + $"'{pattern}' '{{\"delivery-limit\":1000,\"dead-letter-exchange\":\"{exchange}\",{key}"
            + "\"dead-letter-strategy\":\"at-least-once\",\"overflow\":\"reject-publish\"}'";
    }
}
