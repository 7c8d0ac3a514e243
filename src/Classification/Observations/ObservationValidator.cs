using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>Finds every fault of an observation. Pure: a fault is a value, never an exception.</summary>
internal static class ObservationValidator
{
    private const int LongestId = 128;

    private static readonly (string Name, Func<ObservationReceived, double?> Value, ValueRange Range)[] Position =
    [
        ("alpha", o => o.Alpha, ValueRange.RightAscension),
        ("delta", o => o.Delta, ValueRange.Declination),
    ];

    private static readonly (string Name, Func<ObservationReceived, double?> Value)[] Bands =
        [("u", o => o.U), ("g", o => o.G), ("r", o => o.R), ("i", o => o.I), ("z", o => o.Z)];

    /// <summary>Returns every fault, none when the observation can be classified.</summary>
    /// <param name="received">The observation, its unreadable fields null.</param>
    /// <param name="unreadable">Faults found while reading; their fields are not reported again as missing.</param>
    public static IReadOnlyList<RejectionReason> Validate(
        ObservationReceived received, IReadOnlyList<RejectionReason> unreadable)
    {
        List<RejectionReason>? reasons = unreadable.Count > 0 ? [.. unreadable] : null;
        Add(CheckId(received.ObservationId));
        Add(received.ObservedAt is null ? Reason.Missing("observedAt") : null);
        foreach (var reason in ValidateNumbers(received, unreadable))
        {
            Add(reason);
        }

        return reasons ?? (IReadOnlyList<RejectionReason>)[];

        void Add(RejectionReason? reason)
        {
            if (reason is not null && (reason.Field is null || !unreadable.Any(known => known.Field == reason.Field)))
            {
                (reasons ??= []).Add(reason);
            }
        }
    }

    /// <summary>Checks position and measurements alone: what <c>POST /predict</c> takes.</summary>
    /// <param name="received">The observation, its unreadable fields null.</param>
    /// <param name="unreadable">Faults found while reading.</param>
    public static IEnumerable<RejectionReason> ValidateNumbers(
        ObservationReceived received, IReadOnlyList<RejectionReason> unreadable)
    {
        foreach (var (name, value, range) in Position)
        {
            if (range.CheckRequired(name, value(received)) is { } reason)
            {
                yield return reason;
            }
        }

        // A band at fault was measured: it is told as what it is, not as too few.
        var given = 0;
        foreach (var (name, value) in Bands)
        {
            var fault = ValueRange.Magnitude.CheckMeasured(name, value(received));
            if (fault is not null)
            {
                yield return fault;
            }

            given += fault is not null || IsMeasured(value(received)) || IsAtFault(name) ? 1 : 0;
        }

        if (given < ObservationReceived.FewestBands)
        {
            yield return Reason.TooFewBands(
                [.. Bands.Where(band => IsMeasured(band.Value(received))).Select(band => band.Name)]);
        }

        if (ValueRange.Redshift.CheckMeasured(InputSet.RedshiftName, received.Redshift) is { } wrong)
        {
            yield return wrong;
        }

        bool IsAtFault(string name) => unreadable.Any(reason => reason.Field == name);
    }

    /// <summary>Whether a text can be an identity.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= LongestId;

    private static bool IsMeasured(double? value) => value is { } number && !NotMeasured.IsMark(number);

    private static RejectionReason? CheckId(string? id) => id switch
    {
        null => Reason.Missing("observationId"),
        _ => IsId(id) ? null : Reason.WrongLength("observationId", id, LongestId),
    };
}
