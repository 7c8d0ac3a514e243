namespace Streaming.Contracts;

/// <summary>
/// How "not measured" is written. A value that was not measured is absent or null; surveys also write numbers that no
/// measurement can be: -9999 (SDSS, 2MASS), -999 (Pan-STARRS1), 99 and -99 (SExtractor, DES, Gaia cross-matches), 999 and
/// 9999 (WISE, older catalogues). All mean the same here. <c>NaN</c> and <c>Infinity</c>, which Python's
/// <c>json.dumps</c> writes though JSON forbids them, mean it as well.
/// </summary>
public static class NotMeasured
{
    /// <summary>The surveys' marks, as they stand in their tables.</summary>
    public static IReadOnlyList<double> Marks { get; } = [-9999, -999, -99, 99, 999, 9999];

    /// <summary>
    /// Whether a number is one of the <see cref="Marks"/>. None of them is a magnitude or a redshift in its range; a
    /// right ascension of 99 degrees is a place on the sky.
    /// </summary>
    public static bool IsMark(double value) => value is -9999 or -999 or -99 or 99 or 999 or 9999;
}
