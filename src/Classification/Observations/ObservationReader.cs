using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>
/// Reads an observation leniently: a faulty field becomes a reason and the rest is still read. (Typed deserialization
/// would stop at the first fault.)
/// </summary>
internal static class ObservationReader
{
    /// <summary>Reads a message body, plain JSON or MassTransit's envelope.</summary>
    /// <returns>What could be read, and every fault of the body or of a field's type.</returns>
    public static (ObservationReceived Observation, IReadOnlyList<RejectionReason> Reasons) Read(
        ReadOnlyMemory<byte> body, string? contentType) => MessageBody.Read(body, contentType, Read);

    /// <summary>Reads an observation that stands in a larger document.</summary>
    public static (ObservationReceived Observation, IReadOnlyList<RejectionReason> Reasons) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            var reason = Reason.NotAnObservation($"it is JSON, but {Kind(root)} and not an object");
            return (new ObservationReceived(), [reason]);
        }

        var reader = new FieldReader(root);
        var observation = new ObservationReceived
        {
            ObservationId = reader.Text("observationId"),
            ObservedAt = reader.Time("observedAt"),
            Alpha = reader.Number("alpha"),
            Delta = reader.Number("delta"),
            U = reader.Number("u"),
            G = reader.Number("g"),
            R = reader.Number("r"),
            I = reader.Number("i"),
            Z = reader.Number("z"),
            Redshift = reader.Number(InputSet.RedshiftName),
            Measurements = reader.Numbers("measurements"),
            VisitId = reader.Text("visitId"),
            Source = reader.Text("source"),
        };
        return (observation, reader.Reasons);
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "a truth value",
    };
}
