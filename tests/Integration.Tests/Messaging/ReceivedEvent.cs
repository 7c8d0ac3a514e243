using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Contracts;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>An event as it came from the broker.</summary>
/// <param name="Exchange">The exchange that it was published to.</param>
/// <param name="Properties">Its AMQP properties.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record ReceivedEvent(string Exchange, IReadOnlyBasicProperties Properties, byte[] Body)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public bool IsRejection => Exchange == EventCollector.Rejections;

    public ObjectClassified Classified => Read<ObjectClassified>();

    public ObjectsClassified Many => Read<ObjectsClassified>();

    public ObservationRejected Rejected => Read<ObservationRejected>();

    public ModelActivated Activated => Read<ModelActivated>();

    public ModelRefused Refused => Read<ModelRefused>();

    public JsonElement Parse() => JsonDocument.Parse(Body).RootElement;

    /// <summary>A header as text.</summary>
    public string? Header(string name) =>
        Properties.Headers?.TryGetValue(name, out var value) is true && value is byte[] bytes
            ? Encoding.UTF8.GetString(bytes)
            : null;

    private T Read<T>() => JsonSerializer.Deserialize<T>(Body, Json)!;
}
