using System.Globalization;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>Words the faults of an observation, so that each reads the same wherever it is found.</summary>
internal static class Reason
{
    private const int LongestValue = 200;

    public static RejectionReason Missing(string field) =>
        Of(RejectionCode.Missing, field, null, $"{field} is missing");

    public static RejectionReason Sentinel(string field, double value) =>
        Of(RejectionCode.Sentinel, field, Text(value), $"{field} is {Text(value)}: not measured");

    /// <param name="measured">The bands that are measured.</param>
    public static RejectionReason TooFewBands(IReadOnlyList<string> measured) => Of(
        RejectionCode.TooFewBands,
        null,
        string.Join(' ', measured),
        $"{(measured.Count == 0 ? "no band is" : $"only {string.Join(' ', measured)} of the bands are")} measured, "
            + $"at least {ObservationReceived.FewestBands} are needed");

    /// <param name="measured">What is measured.</param>
    public static RejectionReason InputsNotSupported(IEnumerable<string> measured)
    {
        var names = string.Join(' ', measured);
        return Of(
            RejectionCode.InputsNotSupported, null, names, $"the model in use has no ensemble for {names}");
    }

    public static RejectionReason TooManyMeasurements(int count) => Of(
        RejectionCode.OutOfRange,
        "measurements",
        count.ToString(CultureInfo.InvariantCulture),
        $"measurements has {count} entries, allowed: up to {ObservationReceived.MostMeasurements}");

    public static RejectionReason WrongCount(int count) => Of(
        RejectionCode.OutOfRange,
        "observations",
        count.ToString(CultureInfo.InvariantCulture),
        $"observations has {count} entries, allowed: 1 to {ObservationBatchReceived.MostObservations}");

    public static RejectionReason NotUnpacked(string why) =>
        Of(RejectionCode.NotUnpacked, null, null, $"the body cannot be unpacked: {why}");

    public static RejectionReason NotFinite(string field, double value) =>
        Of(RejectionCode.NotFinite, field, Text(value), $"{field} is not a finite number");

    public static RejectionReason OutOfRange(string field, double value, ValueRange range) =>
        Of(RejectionCode.OutOfRange, field, Text(value), $"{field} is {Text(value)}, outside {range}");

    public static RejectionReason WrongLength(string field, string value, int maximum) =>
        Of(RejectionCode.OutOfRange, field, value, $"{field} has {value.Length} characters, allowed: 1 to {maximum}");

    public static RejectionReason WrongType(string field, string json, string expected) =>
        Of(RejectionCode.WrongType, field, json, $"{field} is not {expected}");

    public static RejectionReason NotATime(string field, string text) =>
        Of(RejectionCode.NotATime, field, text, $"{field} is not an ISO 8601 time");

    public static RejectionReason EmptyBody() =>
        Of(RejectionCode.EmptyBody, null, null, "the body is empty");

    public static RejectionReason NotJson(string why) =>
        Of(RejectionCode.NotJson, null, null, $"the body is not JSON: {why}");

    public static RejectionReason NotAnObservation(string why) =>
        Of(RejectionCode.NotAnObservation, null, null, $"the body is not an observation: {why}");

    private static RejectionReason Of(string code, string? field, string? value, string message) => new()
    {
        Code = code,
        Field = field,
        Value = value is { Length: > LongestValue } ? value[..LongestValue] : value,
        Message = message,
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
