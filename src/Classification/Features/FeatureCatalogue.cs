using System.Collections.Frozen;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Features;

/// <summary>
/// Every feature that a model may name. A model's manifest lists the ones it was trained on; a name outside this
/// catalogue is a wrong schema. A colour index such as <c>u-g</c> is the difference of two magnitudes; the difference of
/// two colours (<c>u-2g+r</c>) is how the spectrum bends.
/// </summary>
internal static class FeatureCatalogue
{
    private static readonly FrozenDictionary<string, Func<Observation, double>> Features =
        new Dictionary<string, Func<Observation, double>>
        {
            ["u"] = o => o.U,
            ["g"] = o => o.G,
            ["r"] = o => o.R,
            ["i"] = o => o.I,
            ["z"] = o => o.Z,
            ["redshift"] = o => o.Redshift,
            ["u-g"] = o => o.U - o.G,
            ["u-r"] = o => o.U - o.R,
            ["u-i"] = o => o.U - o.I,
            ["u-z"] = o => o.U - o.Z,
            ["g-r"] = o => o.G - o.R,
            ["g-i"] = o => o.G - o.I,
            ["g-z"] = o => o.G - o.Z,
            ["r-i"] = o => o.R - o.I,
            ["r-z"] = o => o.R - o.Z,
            ["i-z"] = o => o.I - o.Z,
            ["u-2g+r"] = o => o.U - 2 * o.G + o.R,
            ["g-2r+i"] = o => o.G - 2 * o.R + o.I,
            ["r-2i+z"] = o => o.R - 2 * o.I + o.Z,
            ["(u-g)-(i-z)"] = o => (o.U - o.G) - (o.I - o.Z),
            ["alpha"] = o => o.Alpha,
            ["delta"] = o => o.Delta,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds the formula of a feature.</summary>
    /// <returns>The formula, or null when the catalogue has no such name.</returns>
    public static Func<Observation, double>? Find(string name) => Features.GetValueOrDefault(name);
}
