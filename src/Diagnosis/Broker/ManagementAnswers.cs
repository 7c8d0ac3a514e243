using System.Text.Json;
using System.Text.Json.Serialization;
using Streaming.Diagnosis.Queues;

namespace Streaming.Diagnosis.Broker;

/// <summary>Answers of the management interface, as far as they are read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OverviewAnswer))]
[JsonSerializable(typeof(NodeAnswer[]))]
[JsonSerializable(typeof(QueueAnswer[]))]
[JsonSerializable(typeof(PolicyAnswer[]))]
[JsonSerializable(typeof(NamedAnswer[]))]
[JsonSerializable(typeof(BindingAnswer[]))]
[JsonSerializable(typeof(PermissionPicture))]
internal sealed partial class ManagementJson : JsonSerializerContext;

internal sealed record OverviewAnswer(string? RabbitmqVersion, string? ErlangVersion);

internal sealed record NamedAnswer(string Name);

internal sealed record BindingAnswer(string Source, string Destination, string DestinationType)
{
    public BindingPicture ToPicture() => new(Source, Destination, DestinationType == "queue");
}

/// <summary>A node. A size that it does not measure is a word instead of a number.</summary>
internal sealed record NodeAnswer(
    string Name,
    bool Running,
    bool MemAlarm,
    bool DiskFreeAlarm,
    JsonElement MemUsed,
    JsonElement MemLimit,
    JsonElement DiskFree,
    JsonElement DiskFreeLimit,
    string[]? Partitions)
{
    public NodePicture ToPicture() => new(Name)
    {
        IsRunning = Running,
        HasMemoryAlarm = MemAlarm,
        HasDiskAlarm = DiskFreeAlarm,
        MemoryUsed = Number(MemUsed),
        MemoryLimit = Number(MemLimit),
        DiskFree = Number(DiskFree),
        DiskFreeLimit = Number(DiskFreeLimit),
        Partitions = Partitions ?? [],
    };

    private static long? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}

internal sealed record PolicyAnswer(
    string Name,
    string Pattern,
    [property: JsonPropertyName("apply-to")] string ApplyTo,
    int Priority,
    JsonElement Definition)
{
    public PolicyPicture ToPicture(bool isOperators) =>
        new(Name, Pattern, ApplyTo, Priority, Settings.Of(Definition), isOperators);
}

internal sealed record QueueAnswer(
    string Name,
    string? Type,
    bool Durable,
    JsonElement Arguments,
    JsonElement EffectivePolicyDefinition,
    string? Leader,
    string[]? Members,
    string[]? Online,
    int? Consumers,
    long? Messages)
{
    /// <param name="policies">
    /// The policies; by them a queue is judged, since what it tells itself comes seconds later. Null when they are hidden.
    /// </param>
    public QueuePicture ToPicture(IReadOnlyList<PolicyPicture>? policies)
    {
        var queue = new QueuePicture(Name)
        {
            Type = Type ?? "classic",
            IsDurable = Durable,
            Arguments = Settings.Of(Arguments),
            Leader = Leader,
            Members = Members ?? [],
            Online = Online ?? [],
            Consumers = Consumers,
            Messages = Messages,
        };
        return queue with
        {
            Policy = policies is not null ? PolicyPicture.Effective(queue, policies)
                : EffectivePolicyDefinition.ValueKind is JsonValueKind.Undefined ? null
                : Settings.Of(EffectivePolicyDefinition),
        };
    }
}

file static class Settings
{
    // Erlang writes an empty object as an empty array now and then.
    public static IReadOnlyDictionary<string, string> Of(JsonElement settings) =>
        settings.ValueKind == JsonValueKind.Object
            ? settings.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString())
            : new Dictionary<string, string>();
}
