using Streaming.Contracts;

namespace Streaming.Diagnosis.Queues;

/// <summary>The exchanges of events.</summary>
internal static class EventNames
{
    /// <summary>Those that a worker publishes to.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Of<ObjectClassified>(),
        Of<ObjectsClassified>(),
        Of<ObservationRejected>(),
        Of<ModelActivated>(),
        Of<ModelRefused>(),
    ];

    /// <summary>The exchange of a message, as MassTransit names it.</summary>
    public static string Of<TMessage>() => $"Streaming.Contracts:{typeof(TMessage).Name}";
}
