using Streaming.Contracts;

namespace Streaming.Telescope;

/// <summary>What of an observation was measured: a number out of its range was, a mark was not.</summary>
internal static class MeasuredInputs
{
    /// <summary>Names of the bands, from ultraviolet to infrared.</summary>
    public static IReadOnlyList<string> BandNames { get; } = ["u", "g", "r", "i", "z"];

    /// <summary>Whether there is a spectrum of it, and not photometry alone.</summary>
    public static bool IsSpectroscopic(ObservationReceived observation) => IsMeasured(observation.Redshift);

    /// <summary>The bands that were measured.</summary>
    public static IReadOnlyList<string> Bands(ObservationReceived o)
    {
        double?[] magnitudes = [o.U, o.G, o.R, o.I, o.Z];
        return [.. BandNames.Where((_, band) => IsMeasured(magnitudes[band]))];
    }

    /// <summary>Whether it says where it was made.</summary>
    public static bool HasPosition(ObservationReceived observation) =>
        observation is { Alpha: { } alpha, Delta: { } delta }
        // A right ascension of 99 degrees is a place on the sky.
        && (alpha is >= 0 and < 360 || IsMeasured(alpha))
        && IsMeasured(delta);

    private static bool IsMeasured(double? value) => value is { } number && !NotMeasured.IsMark(number);
}
