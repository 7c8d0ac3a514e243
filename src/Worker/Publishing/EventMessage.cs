using System.Text.Json;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>An event as it goes over the wire: raw JSON that any client reads.</summary>
/// <param name="Exchange">The exchange of the event's type, as MassTransit names it.</param>
/// <param name="Properties">Persistent, with the event's id and its type's name.</param>
/// <param name="Body">The event, JSON.</param>
internal sealed record EventMessage(string Exchange, BasicProperties Properties, byte[] Body)
{
    public const string ClassifiedExchange = "Streaming.Contracts:" + nameof(ObjectClassified);
    public const string RejectedExchange = "Streaming.Contracts:" + nameof(ObservationRejected);
    public const string PromotedExchange = "Streaming.Contracts:" + nameof(ModelPromoted);
    public const string ActivatedExchange = "Streaming.Contracts:" + nameof(ModelActivated);
    public const string RefusedExchange = "Streaming.Contracts:" + nameof(ModelRefused);

    public static string ExchangeOf(Outcome outcome) =>
        outcome.Classified is null ? RejectedExchange : ClassifiedExchange;

    /// <summary>The event of an outcome, which carries the given trace.</summary>
    public static EventMessage Of(Outcome outcome, ObservationTrace trace) => outcome switch
    {
        { Classified: { } classified } => new EventMessage(
            ClassifiedExchange,
            PropertiesOf(outcome.EventId, ClassifiedExchange, trace),
            JsonSerializer.SerializeToUtf8Bytes(classified, EventJson.Default.ObjectClassified)),
        _ => new EventMessage(
            RejectedExchange,
            PropertiesOf(outcome.EventId, RejectedExchange, trace),
            JsonSerializer.SerializeToUtf8Bytes(outcome.Rejected!, EventJson.Default.ObservationRejected)),
    };

    public static EventMessage Of(ModelReport report) => report switch
    {
        { Activated: { } activated } => new EventMessage(
            ActivatedExchange,
            PropertiesOf(report.EventId, ActivatedExchange),
            JsonSerializer.SerializeToUtf8Bytes(activated, EventJson.Default.ModelActivated)),
        _ => new EventMessage(
            RefusedExchange,
            PropertiesOf(report.EventId, RefusedExchange),
            JsonSerializer.SerializeToUtf8Bytes(report.Refused!, EventJson.Default.ModelRefused)),
    };

    private static BasicProperties PropertiesOf(Guid id, string type, ObservationTrace trace = default)
    {
        // By this header a MassTransit subscriber to several types tells them apart.
        var headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:{type}" };
        foreach (var (name, value) in trace.ToHeaders())
        {
            headers[name] = value;
        }

        return new BasicProperties
        {
            MessageId = id.ToString(),
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers,
        };
    }
}
