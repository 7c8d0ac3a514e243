using System.Text.Json.Nodes;
using Streaming.Contracts;

namespace Streaming.ContractDocuments;

/// <summary>The AsyncAPI document: every message, its exchange, the queues, and who sends and receives.</summary>
internal static class AsyncApiDocument
{
    private const string BindingVersion = "0.3.0";
    private const string Header = "MT-MessageType";

    // What becomes of an observation, also of one that was sent again.
    private static readonly Type[] Answers =
        [typeof(ObjectClassified), typeof(ObjectsClassified), typeof(ObservationRejected)];

    public static string Text() => Yaml.Write(Make());

    public static JsonObject Amqp(JsonObject binding)
    {
        binding["bindingVersion"] = BindingVersion;
        return new JsonObject { ["amqp"] = binding };
    }

    public static JsonObject Reference(string target) => new() { ["$ref"] = target };

    public static JsonObject Object(IEnumerable<(string Name, JsonObject Value)> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value)));

    private static JsonObject Make() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = Info(),
        ["defaultContentType"] = "application/json",
        ["servers"] = new JsonObject { ["rabbitmq"] = Server() },
        ["channels"] = Object(
        [
            .. Channel.All.Select(channel => (channel.Key, Exchange(channel))),
            (ObservationsTopology.Queue, Queue(
                ObservationsTopology.Queue,
                "The workers' queue",
                "A durable quorum queue with the argument x-queue-type=quorum and no other; limits and dead-lettering "
                + "are a policy of the broker. All workers consume it together.",
                Channel.Of<ObservationReceived>())),
            (ObservationsTopology.BulkQueue, Queue(
                ObservationsTopology.BulkQueue,
                "The workers' queue of messages of many observations",
                $"As {ObservationsTopology.Queue}; a queue of its own, since a worker takes fewer of these ahead. Which "
                + "kind a message is, a worker reads from the message, not from the queue.",
                Channel.Of<ObservationBatchReceived>())),
            (LabelsTopology.Queue, Queue(
                LabelsTopology.Queue,
                "The trainer's queue",
                "A durable quorum queue with the argument x-queue-type=quorum and no other. Messages that are no label "
                + $"are kept in the queue {LabelsTopology.ErrorQueue} as they came, with every reason in the header "
                + $"{LabelsTopology.ReasonHeader}.",
                Channel.Of<ObservationLabelled>())),
        ]),
        ["operations"] = Operations.Make(),
        ["components"] = new JsonObject
        {
            ["messages"] = Object([.. Channel.All.SelectMany(Messages)]),
            ["schemas"] = Object(
                [.. Channel.All.Where(one => !one.IsInbound).Select(one => ($"HeadersOf{one.Name}", Headers(one)))]),
        },
    };

    private static JsonObject Info() => new()
    {
        ["title"] = "Streaming",
        ["version"] = typeof(ObjectClassified).Assembly.GetName().Version!.ToString(3),
        ["description"] = string.Join(
            "\n\n",
            "Observations of a telescope in, classifications (STAR, GALAXY or QSO) out, over RabbitMQ (AMQP 0-9-1).",
            "Every message is JSON in camelCase, UTF-8. Unknown fields are ignored; a missing value is null or absent. "
            + "In an observation the surveys' marks for \"not measured\", and a bare NaN or Infinity as Python's "
            + "json.dumps writes them, are read as missing too; events hold neither.",
            "Events leave as plain JSON (application/json), without an envelope, so that any AMQP client reads them. A "
            + "subscriber with MassTransit calls UseRawJsonDeserializer() on its endpoint; else every event goes to its "
            + "error queue.",
            "Each message has an exchange of its own, durable and of type fanout, named by its type. Publish to it "
            + "with an empty routing key; to subscribe, bind a queue of your own to it. Messages are persistent."),
        ["license"] = new JsonObject
        {
            ["name"] = "Apache-2.0",
            ["url"] = "https://www.apache.org/licenses/LICENSE-2.0",
        },
    };

    private static JsonObject Server() => new()
    {
        ["host"] = "localhost:5672",
        ["pathname"] = "/",
        ["protocol"] = "amqp",
        ["protocolVersion"] = "0.9.1",
        ["description"] =
            "RabbitMQ of docker-compose.yml; ConnectionStrings__RabbitMq names another, amqps for TLS.",
        ["security"] = new JsonArray(new JsonObject { ["type"] = "userPassword" }),
    };

    private static JsonObject Exchange(Channel channel)
    {
        var exchange = new JsonObject { ["address"] = channel.Exchange, ["title"] = channel.Title };
        if (channel.Description is { } description)
        {
            exchange["description"] = description;
        }

        exchange["messages"] = Taken(channel);
        exchange["bindings"] = Amqp(new JsonObject
        {
            ["is"] = "routingKey",
            ["exchange"] = new JsonObject
            {
                ["name"] = channel.Exchange,
                ["type"] = "fanout",
                ["durable"] = true,
                ["autoDelete"] = false,
                ["vhost"] = "/",
            },
        });
        return exchange;
    }

    private static JsonObject Queue(string name, string title, string description, Channel channel) => new()
    {
        ["address"] = name,
        ["title"] = title,
        ["description"] = description,
        ["messages"] = Taken(channel),
        ["bindings"] = Amqp(new JsonObject
        {
            ["is"] = "queue",
            ["queue"] = new JsonObject
            {
                ["name"] = name,
                ["durable"] = true,
                ["exclusive"] = false,
                ["autoDelete"] = false,
                ["vhost"] = "/",
            },
        }),
    };

    private static IEnumerable<(string Name, JsonObject Message)> Messages(Channel channel)
    {
        yield return (channel.Name, Message(channel));
        if (channel.IsInbound)
        {
            yield return (EnvelopeOf(channel), Envelope(channel));
        }
    }

    private static JsonObject Message(Channel channel)
    {
        var message = new JsonObject { ["name"] = channel.Name, ["title"] = channel.MessageTitle };
        if (MessageNotes.Of(channel.Message) is { } note)
        {
            message["summary"] = note;
        }

        message["contentType"] = "application/json";
        if (!channel.IsInbound)
        {
            message["headers"] = Reference($"#/components/schemas/HeadersOf{channel.Name}");
        }

        message["payload"] = Payload(channel);
        message["bindings"] = Amqp(new JsonObject { ["contentEncoding"] = "utf-8", ["messageType"] = channel.Name });
        return message;
    }

    private static JsonObject Envelope(Channel channel) => new()
    {
        ["name"] = EnvelopeOf(channel),
        ["title"] = $"{channel.MessageTitle}, in MassTransit's envelope",
        ["summary"] =
            "What a MassTransit publisher sends when left at its defaults. Other members of the envelope are ignored.",
        ["contentType"] = "application/vnd.masstransit+json",
        ["payload"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("messageType", "message"),
            ["properties"] = new JsonObject
            {
                ["messageType"] = new JsonObject
                {
                    ["description"] = $"Contains {channel.Urn}.",
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "string" },
                    ["contains"] = new JsonObject { ["const"] = channel.Urn },
                },
                ["message"] = Payload(channel),
            },
        },
    };

    private static JsonObject Headers(Channel channel)
    {
        var properties = new JsonObject
        {
            [Header] = new JsonObject
            {
                ["description"] = "By it a MassTransit endpoint that is bound to several types tells them apart.",
                ["type"] = "string",
                ["const"] = channel.Urn,
            },
        };
        if (Answers.Contains(channel.Message))
        {
            properties[ObservationsTopology.ResentHeader] = new JsonObject
            {
                ["description"] = "Only where the event answers an observation that was set aside or rejected and then sent "
                    + "again: how often, a blank, and when the last time. All objects of a message of many have it alike.",
                ["type"] = "string",
                ["examples"] = new JsonArray("1 2026-11-29T21:04:05.123Z"),
            };
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray(Header),
            ["properties"] = properties,
        };
    }

    private static JsonObject Taken(Channel channel) => Object(
        [.. Messages(channel).Select(one => (one.Name, Reference($"#/components/messages/{one.Name}")))]);

    private static JsonObject Payload(Channel channel) =>
        Reference($"./schemas/{SchemaDocument.FileOf(channel.Message)}");

    private static string EnvelopeOf(Channel channel) => $"{channel.Name}Envelope";
}
