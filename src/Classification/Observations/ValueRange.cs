using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>The values that a numeric field of an observation may take.</summary>
/// <param name="Minimum">Smallest value, allowed.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="MaximumAllowed">Whether <paramref name="Maximum"/> itself is allowed.</param>
internal sealed record ValueRange(double Minimum, double Maximum, bool MaximumAllowed = true)
{
    public static ValueRange RightAscension { get; } = new(0, 360, MaximumAllowed: false);

    public static ValueRange Declination { get; } = new(-90, 90);

    /// <summary>AB magnitudes from brighter than any planet to fainter than any survey's limit.</summary>
    public static ValueRange Magnitude { get; } = new(-5, 40);

    /// <summary>From approaching stars and galaxies (blueshift) to beyond the farthest known quasar.</summary>
    public static ValueRange Redshift { get; } = new(-0.1, 12);

    /// <summary>Returns what is wrong with a value that must be there, or null.</summary>
    public RejectionReason? CheckRequired(string field, double? value) => value switch
    {
        null => Reason.Missing(field),
        { } v when !Holds(v) && NotMeasured.IsMark(v) => Reason.Sentinel(field, v),
        { } v => Check(field, v),
    };

    /// <summary>Returns what is wrong with a value, or null: it may be absent, or a mark for "not measured".</summary>
    public RejectionReason? CheckMeasured(string field, double? value) =>
        value is { } v && !NotMeasured.IsMark(v) ? Check(field, v) : null;

    public override string ToString() =>
        FormattableString.Invariant($"[{Minimum}, {Maximum}{(MaximumAllowed ? ']' : ')')}");

    /// <summary>Whether a value lies in the range.</summary>
    public bool Holds(double value) =>
        value >= Minimum && (value < Maximum || (value == Maximum && MaximumAllowed));

    private RejectionReason? Check(string field, double value) =>
        !double.IsFinite(value) ? Reason.NotFinite(field, value)
        : Holds(value) ? null
        : Reason.OutOfRange(field, value, this);
}
