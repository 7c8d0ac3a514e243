using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.ContractDocuments;

/// <summary>An exchange of one message, in words; its name and its message are the record's.</summary>
/// <param name="Message">The record.</param>
/// <param name="Title">What passes here.</param>
/// <param name="Description">What one must know to use it, or null.</param>
/// <param name="MessageTitle">What the message is.</param>
/// <param name="IsInbound">
/// Whether strangers send it: then an envelope of MassTransit is read too. Ours carry a header with their type instead.
/// </param>
internal sealed record Channel(
    Type Message, string Title, string? Description, string MessageTitle, bool IsInbound = false)
{
    private const string LostWithoutQueue =
        "Publish with confirms and mandatory: a message that no queue takes is lost, even when it is confirmed.";

    public static IReadOnlyList<Channel> All { get; } =
    [
        new(typeof(ObservationReceived),
            "Observations to be classified",
            $"Publish here. {Behind(ObservationsTopology.QueueExchange, ObservationsTopology.Queue)}",
            "An observation",
            IsInbound: true),
        new(typeof(ObservationBatchReceived),
            "Observations to be classified, many in a message",
            $"Publish whole visits, nights or catalogues here. "
            + Behind(ObservationsTopology.BulkQueueExchange, ObservationsTopology.BulkQueue),
            "Observations, 1 to 5,000",
            IsInbound: true),
        new(typeof(ObjectClassified),
            "Classifications",
            "Bind a queue of your own. Events that no queue takes are gone.",
            "A classification"),
        new(typeof(ObjectsClassified),
            "Classifications, many in a message",
            "Empty unless the workers are set to bulk messages, Events__Form bulk or both. Bind a queue of your own. "
            + "Events that no queue takes are gone.",
            "Classifications, 1 to 500"),
        new(typeof(ObservationRejected),
            "Observations that could not be classified",
            null,
            "A refusal, with every reason and what was received"),
        new(typeof(ObservationLabelled),
            "Confirmed classes, as training data",
            $"Publish here. The exchange is bound to the queue {LabelsTopology.Queue} as soon as a trainer that "
            + $"collects labels or deploy/rabbitmq/definitions.json has declared it. {LostWithoutQueue}",
            "An observation with its confirmed class",
            IsInbound: true),
        new(typeof(ModelPromoted),
            "A new champion is in the model store",
            "Every worker listens with a temporary, exclusive queue of its own. A lost message costs only the time to "
            + "the next poll of the store.",
            "A new champion"),
        new(typeof(ModelActivated), "Which worker runs which model", null, "A worker runs another model"),
        new(typeof(ModelRefused), "Which worker refused which model, and why", null, "A worker refused a model"),
    ];

    public string Name => Message.Name;

    /// <summary>Its key in the document.</summary>
    public string Key => JsonNamingPolicy.CamelCase.ConvertName(Name);

    /// <summary>MassTransit's name of the exchange.</summary>
    public string Exchange => $"{Message.Namespace}:{Message.Name}";

    /// <summary>MassTransit's name of the type, in envelopes and headers.</summary>
    public string Urn => $"urn:message:{Exchange}";

    public static Channel Of<TMessage>() => All.Single(channel => channel.Message == typeof(TMessage));

    private static string Behind(string exchange, string queue) =>
        $"The exchange is bound to the exchange {exchange} and that to the queue {queue}, so a queue stands behind it as "
        + "soon as a worker, `telescope publish` or deploy/rabbitmq/definitions.json has declared it. "
        + LostWithoutQueue;
}
