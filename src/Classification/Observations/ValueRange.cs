using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>The values that a numeric field of an observation may take.</summary>
/// <param name="Minimum">Smallest value, allowed.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="MaximumAllowed">Whether <paramref name="Maximum"/> itself is allowed.</param>
internal sealed record ValueRange(double Minimum, double Maximum, bool MaximumAllowed = true)
{
    /// <summary>The survey's mark for "not measured" (SDSS catalogues).</summary>
    public const double Sentinel = -9999;

    public static ValueRange RightAscension { get; } = new(0, 360, MaximumAllowed: false);

    public static ValueRange Declination { get; } = new(-90, 90);

    /// <summary>AB magnitudes from brighter than any planet to fainter than any survey's limit.</summary>
    public static ValueRange Magnitude { get; } = new(-5, 40);

    /// <summary>From approaching stars and galaxies (blueshift) to beyond the farthest known quasar.</summary>
    public static ValueRange Redshift { get; } = new(-0.1, 12);

    /// <summary>Returns what is wrong with a value, or null.</summary>
    public RejectionReason? Check(string field, double? value) => value switch
    {
        null => Reason.Missing(field),
        Sentinel => Reason.Sentinel(field),
        { } v when !double.IsFinite(v) => Reason.NotFinite(field, v),
        { } v when v < Minimum || v > Maximum || (v == Maximum && !MaximumAllowed) => Reason.OutOfRange(field, v, this),
        _ => null,
    };

    public override string ToString() =>
        FormattableString.Invariant($"[{Minimum}, {Maximum}{(MaximumAllowed ? ']' : ')')}");
}
