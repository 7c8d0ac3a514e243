using Streaming.Contracts;

namespace Streaming.Worker.Sky;

/// <summary>A rejected observation as the page lists it.</summary>
internal sealed record SkyRejection(DateTimeOffset At, string? ObservationId, IReadOnlyList<string> Reasons)
{
    // An id that is too long is itself a reason to reject.
    private const int LongestId = 128;
    private const int MostReasons = 12;

    public static SkyRejection From(ObservationRejected rejected) => new(
        rejected.RejectedAt,
        rejected.ObservationId is { Length: > LongestId } id ? $"{id.AsSpan(0, LongestId)}…" : rejected.ObservationId,
        [.. rejected.Reasons.Take(MostReasons).Select(reason => reason.Message)]);
}
