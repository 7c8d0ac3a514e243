using System.Text.Json;
using System.Text.Json.Serialization;
using Streaming.Contracts;

namespace Streaming.Worker.Publishing;

/// <summary>Writes events as the contract says: camelCase, and nothing where there is no value.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ObjectClassified))]
[JsonSerializable(typeof(ObjectsClassified))]
[JsonSerializable(typeof(ObservationRejected))]
[JsonSerializable(typeof(ModelActivated))]
[JsonSerializable(typeof(ModelRefused))]
internal sealed partial class EventJson : JsonSerializerContext;
