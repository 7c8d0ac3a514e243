using System.Globalization;
using Streaming.Contracts;

namespace Streaming.ContractDocuments;

/// <summary>What a message carries beside its body; the examples are computed.</summary>
internal static class MessageNotes
{
    public static string? Of(Type message) => message.Name switch
    {
        nameof(ObservationReceived) =>
            "What any AMQP client sends. No header is needed; the content type may be absent. The AMQP message id "
            + "plays no part: equal observations give events with equal ids.",
        nameof(ObjectClassified) => Classification(),
        nameof(ObservationRejected) =>
            $"The AMQP message id is a UUID of version 5 (RFC 9562) in the namespace {EventId.Namespace} of the "
            + "lower-case hexadecimal SHA-256 of the whole body received.",
        _ => null,
    };

    private static string Classification()
    {
        const string Id = "sdss-1237660961327743232";
        var observed = new DateTimeOffset(2026, 11, 23, 20, 15, 30, 250, TimeSpan.FromHours(1));
        var zeros = new string('0', 64);
        var written = observed.ToString("yyyy-MM-dd'T'HH:mm:ss.ffzzz", CultureInfo.InvariantCulture);
        var utc = observed.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        return
            $"The AMQP message id is a UUID of version 5 (RFC 9562) in the namespace {EventId.Namespace} of the UTF-8 "
            + "text: observationId, line feed, observedAt as UTC with seven decimals and Z, line feed, model.sha256. "
            + $"For observationId {Id}, observedAt {written} and a model.sha256 of 64 zeros the text is "
            + $"\"{Id}\\n{utc}\\n\" followed by the 64 zeros, and the id is "
            + $"{EventId.OfClassification(Id, observed, zeros)}.";
    }
}
