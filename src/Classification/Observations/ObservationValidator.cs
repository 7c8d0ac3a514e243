using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>Finds every fault of an observation. Pure: a fault is a value, never an exception.</summary>
internal static class ObservationValidator
{
    private const int LongestId = 128;

    /// <summary>The numeric fields by their names on the wire, in the order of the contract.</summary>
    private static readonly (string Name, Func<ObservationReceived, double?> Value, ValueRange Range)[] Numbers =
    [
        ("alpha", o => o.Alpha, ValueRange.RightAscension),
        ("delta", o => o.Delta, ValueRange.Declination),
        ("u", o => o.U, ValueRange.Magnitude),
        ("g", o => o.G, ValueRange.Magnitude),
        ("r", o => o.R, ValueRange.Magnitude),
        ("i", o => o.I, ValueRange.Magnitude),
        ("z", o => o.Z, ValueRange.Magnitude),
        ("redshift", o => o.Redshift, ValueRange.Redshift),
    ];

    /// <summary>Returns every fault, none when the observation can be classified.</summary>
    /// <param name="received">The observation, its unreadable fields null.</param>
    /// <param name="unreadable">Faults found while reading; their fields are not reported again as missing.</param>
    public static IReadOnlyList<RejectionReason> Validate(
        ObservationReceived received, IReadOnlyList<RejectionReason> unreadable)
    {
        List<RejectionReason>? reasons = unreadable.Count > 0 ? [.. unreadable] : null;
        Add(CheckId(received.ObservationId));
        Add(received.ObservedAt is null ? Reason.Missing("observedAt") : null);
        foreach (var reason in ValidateNumbers(received))
        {
            Add(reason);
        }

        return reasons ?? (IReadOnlyList<RejectionReason>)[];

        void Add(RejectionReason? reason)
        {
            if (reason is not null && !unreadable.Any(known => known.Field == reason.Field))
            {
                (reasons ??= []).Add(reason);
            }
        }
    }

    /// <summary>Checks position, magnitudes and redshift alone: what <c>POST /predict</c> takes.</summary>
    public static IEnumerable<RejectionReason> ValidateNumbers(ObservationReceived received)
    {
        foreach (var (name, value, range) in Numbers)
        {
            if (range.Check(name, value(received)) is { } reason)
            {
                yield return reason;
            }
        }
    }

    private static RejectionReason? CheckId(string? id) => id switch
    {
        null => Reason.Missing("observationId"),
        { Length: 0 or > LongestId } => Reason.WrongLength("observationId", id, LongestId),
        _ => null,
    };
}
