using Streaming.Contracts;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>Where the events of a type go.</summary>
internal sealed class EventExchange
{
    public const string ClassifiedName = "Streaming.Contracts:" + nameof(ObjectClassified);
    public const string ObjectsName = "Streaming.Contracts:" + nameof(ObjectsClassified);
    public const string RejectedName = "Streaming.Contracts:" + nameof(ObservationRejected);
    public const string PromotedName = "Streaming.Contracts:" + nameof(ModelPromoted);
    public const string ActivatedName = "Streaming.Contracts:" + nameof(ModelActivated);
    public const string RefusedName = "Streaming.Contracts:" + nameof(ModelRefused);

    // Most events have no other header: all of them share these.
    private readonly Dictionary<string, object?> _headers;

    private EventExchange(string name)
    {
        (Name, SpanName) = (name, $"send {name}");
        // By this header a MassTransit subscriber to several types tells them apart.
        _headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:{name}" };
    }

    public static EventExchange Classified { get; } = new(ClassifiedName);

    public static EventExchange Objects { get; } = new(ObjectsName);

    public static EventExchange Rejected { get; } = new(RejectedName);

    public static EventExchange Activated { get; } = new(ActivatedName);

    public static EventExchange Refused { get; } = new(RefusedName);

    /// <summary>Those that the worker publishes to.</summary>
    public static IReadOnlyList<EventExchange> All { get; } = [Classified, Objects, Rejected, Activated, Refused];

    /// <summary>Its name, as MassTransit gives it to the exchange of a type.</summary>
    public string Name { get; }

    /// <summary>Name of the span of an event that goes there.</summary>
    public string SpanName { get; }

    /// <summary>The headers of an event of a trace; not to be changed.</summary>
    public IDictionary<string, object?> Headers(ObservationTrace trace)
    {
        var of = trace.ToHeaders();
        if (of.Count == 0)
        {
            return _headers;
        }

        var headers = new Dictionary<string, object?>(_headers);
        foreach (var (name, value) in of)
        {
            headers[name] = value;
        }

        return headers;
    }
}
