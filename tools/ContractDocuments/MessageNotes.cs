using System.Globalization;
using Streaming.Contracts;

namespace Streaming.ContractDocuments;

/// <summary>What a message carries beside its body; the examples are computed.</summary>
internal static class MessageNotes
{
    private const string Packed =
        "The body may be packed: content encoding gzip or deflate, at most 16 MiB unpacked.";

    public static string? Of(Type message) => message.Name switch
    {
        nameof(ObservationReceived) =>
            "What any AMQP client sends. No header is needed; the content type may be absent. The AMQP message id "
            + $"plays no part: equal observations give events with equal ids. {Packed}",
        nameof(ObservationBatchReceived) =>
            "As an observation that comes alone: no header, no content type, no message id is needed. A visitId and a "
            + $"source stand in each observation. {Packed}",
        nameof(ObjectClassified) => Classification(),
        nameof(ObjectsClassified) => Classifications(),
        nameof(ObservationRejected) =>
            $"The AMQP message id is a UUID of version 5 (RFC 9562) in the namespace {EventId.Namespace} of the "
            + "lower-case hexadecimal SHA-256 of what was received: the whole body, or of an observation among others "
            + "its own part of it.",
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

    private static string Classifications()
    {
        Guid[] events =
            [new("695f0f72-93be-5ac0-abe4-e99e08920aad"), new("65ddabe2-1492-56a3-92d1-08a3ef93da29")];
        return
            "Each object carries the id of its own event, eventId, which is what a repeat is recognised by: the same "
            + "object may come again in other company. The AMQP message id is a UUID of version 5 (RFC 9562) in the "
            + $"namespace {EventId.Namespace} of these ids in their order, each followed by a line feed. For "
            + $"{events[0]} and {events[1]} it is {EventId.OfObjects(events)}.";
    }
}
