using System.Text.Json;
using System.Text.Json.Serialization;
using RabbitMQ.Client;
using Streaming.Contracts;

namespace Streaming.LoadTests.Comparing;

/// <summary>An event like the worker's, of the same size and with the same properties, that says nothing true.</summary>
internal static class ContenderEvent
{
    public const string Exchange = "Streaming.Contracts:" + nameof(ObjectClassified);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(
        Of(
            new ObservationReceived
            {
                ObservationId = "20260115-0042-000001",
                ObservedAt = DateTimeOffset.UnixEpoch,
                Alpha = 135.6891066,
                Delta = 32.4946318,
                VisitId = "20260115-0042",
                Source = "simulator",
            },
            [0.0123456f, 0.9753088f, 0.0123456f]),
        Json);

    public static BasicProperties Properties(string messageId) => new()
    {
        MessageId = messageId,
        ContentType = "application/json",
        DeliveryMode = DeliveryModes.Persistent,
        Headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:{Exchange}" },
    };

    /// <summary>The event of an observation.</summary>
    public static ObjectClassified Of(ObservationReceived observation, float[] probabilities) => new()
    {
        ObservationId = observation.ObservationId!,
        Class = ObjectClass.All[probabilities.IndexOf(probabilities.Max())],
        Confidence = probabilities.Max(),
        Probabilities = new ClassProbabilities
        {
            Star = probabilities[0],
            Galaxy = probabilities[1],
            Qso = probabilities[2],
        },
        Model = new ModelReference { Version = "20260115T200000Z-01234567", Sha256 = new string('0', 64) },
        Inputs = ["u", "g", "r", "i", "z", "redshift"],
        Candidates = new CandidateClasses { Coverage = 0.95, Classes = [ObjectClass.Galaxy] },
        Novelty = 0.123456,
        ObservedAt = observation.ObservedAt!.Value,
        ClassifiedAt = observation.ObservedAt.Value,
        VisitId = observation.VisitId,
        Source = observation.Source,
        Alpha = observation.Alpha!.Value,
        Delta = observation.Delta!.Value,
    };
}
