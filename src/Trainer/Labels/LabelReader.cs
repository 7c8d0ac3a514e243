using System.Text.Json;
using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Labels;

/// <summary>Reads an <see cref="ObservationLabelled"/> leniently, and says everything that is wrong with it.</summary>
internal static class LabelReader
{
    // A label of the far future would win over every correction of it.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    // Training does without, as it does for the columns of a file.
    private static readonly string[] Dispensable = ["observedAt", "alpha", "delta"];

    /// <param name="body">The message as it came: plain JSON, or JSON in MassTransit's envelope.</param>
    /// <param name="contentType">Its content type, or null.</param>
    /// <param name="now">The time of its receipt.</param>
    /// <returns>The label; or null, and every reason.</returns>
    public static (Label? Label, IReadOnlyList<RejectionReason> Reasons) Read(
        byte[] body, string? contentType, DateTimeOffset now)
    {
        var (message, unreadable) = MessageBody.Read(body, contentType, Read);
        var observation = message.Observation ?? new ObservationReceived();
        List<RejectionReason> reasons = message.Observation is null
            ? [.. unreadable]
            : [.. ObservationValidator.Validate(observation, unreadable).Where(IsFault)];
        if (message.Observation is not null)
        {
            reasons.AddRange(Check(message, now)
                .Where(reason => unreadable.All(known => known.Field != reason.Field)));
        }

        return reasons.Count > 0 ? (null, reasons) : (Of(observation, message, now), reasons);
    }

    private static (ObservationLabelled, IReadOnlyList<RejectionReason>) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryFind("observation", out var element))
        {
            return (new ObservationLabelled(), [Reason.Missing("observation")]);
        }

        var (observation, unreadable) = ObservationReader.Read(element);
        var reader = new FieldReader(root);
        var label = new ObservationLabelled
        {
            Observation = observation,
            Class = reader.Text("class"),
            LabelledAt = reader.Time("labelledAt"),
            LabelledBy = reader.Text("labelledBy"),
        };
        return (label, [.. unreadable, .. reader.Reasons]);
    }

    private static bool IsFault(RejectionReason reason) =>
        reason.Code is not (RejectionCode.Missing or RejectionCode.Sentinel) || !Dispensable.Contains(reason.Field);

    private static IEnumerable<RejectionReason> Check(ObservationLabelled message, DateTimeOffset now)
    {
        if (message.Class is null)
        {
            yield return Reason.Missing("class");
        }
        else if (!ObjectClass.All.Contains(message.Class))
        {
            yield return Fault(
                DroppedRow.UnknownClass, "class", $"is not one of {string.Join(", ", ObjectClass.All)}");
        }

        if (message.LabelledAt is not { } labelledAt)
        {
            yield return Reason.Missing("labelledAt");
        }
        else if (labelledAt > now + Ahead)
        {
            yield return Fault(RejectionCode.OutOfRange, "labelledAt", "is in the future");
        }

        // PostgreSQL has no such text.
        foreach (var (field, text) in new[]
            { ("observationId", message.Observation?.ObservationId), ("labelledBy", message.LabelledBy) })
        {
            if (text?.Contains('\0', StringComparison.Ordinal) == true)
            {
                yield return Fault(RejectionCode.WrongType, field, "has a character of code 0");
            }
        }
    }

    private static RejectionReason Fault(string code, string field, string what) =>
        new() { Code = code, Field = field, Message = $"{field} {what}" };

    private static Label Of(ObservationReceived observation, ObservationLabelled message, DateTimeOffset now) =>
        new Label
        {
            ObservationId = observation.ObservationId!,
            ObservedAt = observation.ObservedAt is { } observedAt ? Microseconds(observedAt) : null,
            Alpha = Placed(observation.Alpha, ValueRange.RightAscension),
            Delta = Placed(observation.Delta, ValueRange.Declination),
            U = MeasuredText.Measured(observation.U),
            G = MeasuredText.Measured(observation.G),
            R = MeasuredText.Measured(observation.R),
            I = MeasuredText.Measured(observation.I),
            Z = MeasuredText.Measured(observation.Z),
            Redshift = MeasuredText.Measured(observation.Redshift),
            Measurements = MeasuredText.Of(observation.Measurements),
            Class = message.Class!,
            LabelledAt = Microseconds(message.LabelledAt!.Value),
            LabelledBy = message.LabelledBy,
            ReceivedAt = Microseconds(now),
        }.Sealed();

    // What is out of range here is a survey's mark, which validation let pass as dispensable; 99 degrees is a place.
    // Adding zero turns -0.0 into 0.0, as SQLite does; the digest must not depend on the way.
    private static double? Placed(double? value, ValueRange range) =>
        value is { } number && range.Holds(number) ? number + 0.0 : null;

    private static DateTimeOffset Microseconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
