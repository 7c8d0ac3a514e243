using System.Text.Json.Nodes;
using Streaming.Contracts;

namespace Streaming.ContractDocuments;

/// <summary>Who sends and who receives, in the AsyncAPI document.</summary>
internal static class Operations
{
    public static JsonObject Make() => AsyncApiDocument.Object(
    [
        ("classifyObservation", Operation("receive", ObservationsTopology.Queue, "A worker takes observations",
            "Acknowledged only after the event has been confirmed by the broker. Each observation ends as one "
            + "ObjectClassified or one ObservationRejected; after a crash the same event may come again, under the "
            + "same message id.")),
        ("classifyObservations", Operation(
            "receive", ObservationsTopology.BulkQueue, "A worker takes observations, many in a message",
            "Each observation is accepted or rejected by itself, as if it had come alone. The message is acknowledged "
            + "only after the events of all have been confirmed by the broker.")),
        ("publishClassification", Operation(
            "send", Channel.Of<ObjectClassified>().Key, "A worker publishes a classification",
            "Unless Events__Form is bulk.")),
        ("publishClassifications", Operation(
            "send", Channel.Of<ObjectsClassified>().Key, "A worker publishes classifications, many in a message",
            "Where Events__Form is bulk or both.")),
        ("publishRejection", Operation(
            "send", Channel.Of<ObservationRejected>().Key, "A worker publishes what it could not classify")),
        ("learnLabel", Operation("receive", LabelsTopology.Queue, "The trainer takes confirmed classes",
            "Acknowledged only after the label is on disk. Of two labels of one observationId the one of the later "
            + "labelledAt stays, whichever comes first; a repeat changes nothing. observedAt, alpha and delta may be "
            + "absent here.")),
        ("announceModel", Operation(
            "send", Channel.Of<ModelPromoted>().Key, "The trainer announces a promoted model")),
        ("hearOfModel", Operation(
            "receive", Channel.Of<ModelPromoted>().Key, "Every worker hears of it and looks it up in its own store")),
        ("reportActivation", Operation(
            "send", Channel.Of<ModelActivated>().Key, "A worker says which model it now runs")),
        ("reportRefusal", Operation(
            "send", Channel.Of<ModelRefused>().Key, "A worker says why it kept the model it had")),
    ]);

    private static JsonObject Operation(string action, string channel, string title, string? description = null)
    {
        var operation = new JsonObject
        {
            ["action"] = action,
            ["channel"] = AsyncApiDocument.Reference($"#/channels/{channel}"),
            ["title"] = title,
        };
        if (description is not null)
        {
            operation["description"] = description;
        }

        operation["bindings"] = AsyncApiDocument.Amqp(action == "send"
            ? new JsonObject { ["deliveryMode"] = 2 }
            : new JsonObject { ["ack"] = true });
        return operation;
    }
}
