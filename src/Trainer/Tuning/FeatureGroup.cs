namespace Streaming.Trainer.Tuning;

/// <summary>
/// Features that the search takes or leaves together, beside magnitudes and redshift, which it always takes.
/// </summary>
/// <param name="Name">Its axis of the search.</param>
/// <param name="Features">Names of the catalogue.</param>
internal sealed record FeatureGroup(string Name, params string[] Features)
{
    public static IReadOnlyList<string> Always { get; } = ["u", "g", "r", "i", "z", "redshift"];

    public static IReadOnlyList<FeatureGroup> All { get; } =
    [
        new("colours", "u-g", "g-r", "r-i", "i-z"),
        new("wide-colours", "u-r", "u-i", "u-z", "g-i", "g-z", "r-z"),
        new("bends", "u-2g+r", "g-2r+i", "r-2i+z", "(u-g)-(i-z)"),
        new("red-bend", "g-2r+z"),
        new("wide-bends", "u-2g+i", "u-2g+z", "u-2r+i", "u-2r+z", "u-2i+z", "g-2i+z"),
        new("star-lines", "u-3g+2r", "g-3r+2i", "r-3i+2z"),
        new("wide-star-lines", "u-3g+2i", "u-3g+2z", "u-3r+2i", "u-3r+2z", "u-3i+2z", "g-3r+2z", "g-3i+2z"),
        new("absolute-magnitudes", "absolute-u", "absolute-g", "absolute-r", "absolute-i", "absolute-z"),
        new(
            "leaning-colours",
            "u-g-2.5lg(1+redshift)", "g-r-2.5lg(1+redshift)", "r-i-2.5lg(1+redshift)", "i-z-2.5lg(1+redshift)"),
        new("redshift-logarithms", "ln(1+redshift)", "lg|redshift|"),
    ];
}
