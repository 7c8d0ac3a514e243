using System.Diagnostics.CodeAnalysis;

namespace Streaming.Catalogues.Profiles;

/// <summary>
/// What a column's numbers are, and how they become what an observation holds: AB magnitudes and degrees. A flux that is
/// not positive has no magnitude: it is not measured.
/// </summary>
internal sealed record Unit
{
    private Unit(string name, double zeroPoint = double.NaN, double scale = 1) =>
        (Name, ZeroPoint, Scale) = (name, zeroPoint, scale);

    public static Unit Magnitude { get; } = new("mag");

    public static Unit Degree { get; } = new("deg") { IsAngle = true };

    /// <summary>
    /// Every unit. The AB magnitude of a flux is 8.90 - 2.5 lg f in Jy (Oke and Gunn 1983: 3631 Jy are 0 mag).
    /// </summary>
    public static IReadOnlyList<Unit> All { get; } =
    [
        Magnitude,
        new("nJy", 31.4),
        new("uJy", 23.9),
        new("mJy", 16.4),
        new("Jy", 8.9),
        // SDSS and the Legacy Surveys: 1 nanomaggy is 22.5 mag.
        new("nanomaggy", 22.5),
        new("maggy", 0),
        Degree,
        new("hour", scale: 15) { IsAngle = true },
        new("rad", scale: 180 / Math.PI) { IsAngle = true },
    ];

    /// <summary>What <c>--map</c> and profiles call it.</summary>
    public string Name { get; }

    /// <summary>Whether it is a flux.</summary>
    public bool IsFlux => !double.IsNaN(ZeroPoint);

    /// <summary>Whether it is an angle; else it is a brightness, or a number without a unit.</summary>
    public bool IsAngle { get; private init; }

    private double ZeroPoint { get; }

    private double Scale { get; }

    /// <summary>
    /// Finds a unit by a file's own words for it (<c>mag(AB)</c>, <c>nMgy</c>, <c>µJy</c>, <c>degree</c>).
    /// </summary>
    public static bool TryFind(string words, [NotNullWhen(true)] out Unit? unit)
    {
        var name = words.Trim().Replace("(AB)", "", StringComparison.OrdinalIgnoreCase) switch
        {
            "AB" or "mag" or "magnitude" or "ABmag" => "mag",
            "µJy" or "μJy" or "microJy" => "uJy",
            "nMgy" or "nmgy" or "nanomaggies" or "nmaggy" => "nanomaggy",
            "maggies" or "mgy" => "maggy",
            "degree" or "degrees" or "Degrees" => "deg",
            "radian" or "radians" => "rad",
            "h" or "hr" or "hours" or "hourangle" => "hour",
            var other => other,
        };
        unit = All.FirstOrDefault(one => one.Name == name);
        return unit is not null;
    }

    /// <summary>A number in this unit as a magnitude or in degrees; NaN where there is none.</summary>
    public double Convert(double number) =>
        !IsFlux ? number * Scale
        : number > 0 ? ZeroPoint - 2.5 * Math.Log10(number)
        : double.NaN;
}
