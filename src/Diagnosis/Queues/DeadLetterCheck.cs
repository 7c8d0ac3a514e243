using Streaming.Diagnosis.Broker;

namespace Streaming.Diagnosis.Queues;

/// <summary>Whether what is delivered too often is kept.</summary>
internal static class DeadLetterCheck
{
    public const string Code = "dead_letter";

    private const string Lost = "what reaches the delivery limit is dropped";

    public static IEnumerable<Finding> Of(Picture picture) =>
        picture.Broker!.Limited().Select(queue => Of(picture.Broker!, queue));

    private static Finding Of(BrokerPicture broker, QueuePicture queue)
    {
        var rules = new QueueRules(queue);
        return (rules.DeadLetterExchange, rules.DeadLetterRoutingKey) switch
        {
            (null, _) when !rules.IsWhole => Finding.NotAsked(Code, $"{queue.Name}: its policies are not known"),
            (null, _) when rules.DeliveryLimit(BrokerVersionCheck.Major(broker.Version)) is null => Finding.Warning(
                Code,
                $"{queue.Name}: no dead-letter exchange, and no delivery limit",
                "with RabbitMQ 4 there is a limit of 20 by itself, and what reaches it is dropped",
                Remedies.Policy(broker, queue)),
            (null, _) => Finding.Wrong(
                Code, $"{queue.Name}: no dead-letter exchange", Lost, Remedies.Policy(broker, queue)),
            // The default exchange has a binding to every queue, by its name.
            ("", var key) => broker.Queue(key ?? queue.Name) is null
                ? Finding.Wrong(
                    Code, $"{queue.Name}: dead letters go to the queue {key}, which is not there", Lost, Remedies.Definitions)
                : Finding.Ok(Code, $"{queue.Name}: to the queue {key}"),
            ({ } exchange, _) when !broker.Exchanges.Contains(exchange) => Finding.Wrong(
                Code,
                $"{queue.Name}: dead letters go to the exchange {exchange}, which is not there",
                Lost,
                Remedies.DeadLetters),
            ({ } exchange, _) when !broker.IsBound(exchange) => Finding.Wrong(
                Code,
                $"{queue.Name}: dead letters go to the exchange {exchange}, to which no queue is bound",
                Lost,
                Remedies.DeadLetters),
            var (exchange, _) => Finding.Ok(Code, $"{queue.Name}: to the exchange {exchange}"),
        };
    }
}
