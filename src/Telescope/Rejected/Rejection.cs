using System.Globalization;
using System.Text.Json;
using Streaming.Contracts;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary>A rejection that was kept.</summary>
/// <param name="Message">The message, or the line of a file.</param>
/// <param name="Event">What it says.</param>
internal sealed record Rejection(KeptMessage Message, ObservationRejected Event)
{
    /// <summary>Reads one; null when it is none.</summary>
    public static Rejection? Of(KeptMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Body, TelescopeJson.Default.ObservationRejected)
                is { Reasons.Count: > 0, Received: not null } read
                ? new(message, read)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a reason is of a kind. A mark for "not measured" is one also where it came as a text or in another field
    /// than the worker takes it for.
    /// </summary>
    public static bool IsOf(RejectionReason reason, string code) =>
        reason.Code == code
        || (code == RejectionCode.Sentinel
            && double.TryParse(reason.Value?.Trim('"'), CultureInfo.InvariantCulture, out var value)
            && NotMeasured.IsMark(value));
}
