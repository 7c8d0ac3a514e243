using System.Globalization;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>Words the faults of an observation, so that each reads the same wherever it is found.</summary>
internal static class Reason
{
    private const int LongestValue = 200;

    public static RejectionReason Missing(string field) =>
        Of(RejectionCode.Missing, field, null, $"{field} is missing");

    public static RejectionReason Sentinel(string field) =>
        Of(RejectionCode.Sentinel, field, "-9999", $"{field} is -9999: not measured");

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
