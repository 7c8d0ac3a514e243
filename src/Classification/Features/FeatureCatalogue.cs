using System.Collections.Frozen;
using System.Collections.Immutable;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Features;

/// <summary>
/// Every feature that a model may name. A model's manifest lists the ones it was trained on; a name outside this
/// catalogue is a wrong schema. A colour index such as <c>u-g</c> is the difference of two magnitudes; the difference
/// of two colours (<c>u-2g+r</c>) is how the spectrum bends, and a colour less twice the next (<c>u-3g+2r</c>) is how far
/// an object is from the line of the stars, whose colours grow together. <c>absolute-u</c> is the magnitude less what the
/// distance takes of it, on a scale with an arbitrary zero and without K-correction: a quasar outshines every galaxy of its
/// redshift.
/// <c>u-g-2.5lg(1+redshift)</c> leans a colour against the redshift: galaxies redden as their spectrum is stretched,
/// quasars do not, and one split then follows the border between them, which a tree else climbs in steps.
/// Logarithms of the redshift order rows as the redshift does; trees that see a share of the features only see it more
/// often by them.
/// Beside these, a named measurement is a feature (<c>psfMag_r</c>), and so is the difference of two measured values
/// (<c>psfMag_r-cModelMag_r</c>, <c>r-w1</c>).
/// </summary>
internal static class FeatureCatalogue
{
    private static readonly ImmutableArray<string> Bands = InputSet.BandNames;

    private static readonly FrozenDictionary<string, Feature> Features = All().ToFrozenDictionary(
        feature => feature.Name, StringComparer.Ordinal);

    // Below this redshift motion outweighs the expansion, and a star has no redshift worth the name.
    private const double SmallestRedshift = 0.001;

    /// <summary>Finds a feature.</summary>
    /// <returns>The feature, or null when the catalogue has no such name.</returns>
    public static Feature? Find(string name) => Features.GetValueOrDefault(name) ?? OfMeasurements(name);

    private static IEnumerable<Feature> All()
    {
        foreach (var band in Bands)
        {
            yield return new Feature(band, [band], Of(band));
            yield return WithRedshift($"absolute-{band}", [band], Absolute(band));
        }

        foreach (var (one, other) in Pairs())
        {
            var colour = Difference(one, other);
            yield return new Feature($"{one}-{other}", [one, other], colour);
            yield return WithRedshift(
                $"{one}-{other}-2.5lg(1+redshift)", [one, other], (in o) => colour(in o) - Stretch(o.Redshift));
        }

        foreach (var (left, middle, right) in Triples())
        {
            var (one, two, three) = (Of(left), Of(middle), Of(right));
            yield return new Feature(
                $"{left}-2{middle}+{right}", [left, middle, right], (in o) => one(in o) - 2 * two(in o) + three(in o));
            yield return new Feature(
                $"{left}-3{middle}+2{right}", [left, middle, right], (in o) => one(in o) - 3 * two(in o) + 2 * three(in o));
        }

        yield return new Feature("(u-g)-(i-z)", ["u", "g", "i", "z"], (in o) => (o.U - o.G) - (o.I - o.Z));
        yield return WithRedshift(InputSet.RedshiftName, [], (in o) => o.Redshift);
        yield return WithRedshift("ln(1+redshift)", [], (in o) => Math.Log(1 + o.Redshift));
        yield return WithRedshift("lg|redshift|", [], (in o) => Math.Log10(Math.Abs(o.Redshift) + 1e-6));
        yield return new Feature("alpha", [], (in o) => o.Alpha);
        yield return new Feature("delta", [], (in o) => o.Delta);
    }

    private static Feature? OfMeasurements(string name)
    {
        var parts = name.Split('-');
        return parts.Length <= 2 && Array.TrueForAll(parts, InputSet.IsMeasurement)
            ? new Feature(name, parts, parts.Length == 1 ? Of(name) : Difference(parts[0], parts[1]))
            : null;
    }

    private static Feature WithRedshift(string name, string[] bands, Formula formula) =>
        new(name, [.. bands, InputSet.RedshiftName], formula);

    private static Formula Difference(string one, string other)
    {
        var (first, second) = (Of(one), Of(other));
        return (in o) => first(in o) - second(in o);
    }

    private static Formula Of(string input) => input switch
    {
        "u" => (in o) => o.U,
        "g" => (in o) => o.G,
        "r" => (in o) => o.R,
        "i" => (in o) => o.I,
        "z" => (in o) => o.Z,
        _ => (in o) => o.Value(input),
    };

    private static IEnumerable<(string, string)> Pairs() =>
        from i in Enumerable.Range(0, Bands.Length)
        from j in Enumerable.Range(i + 1, Bands.Length - i - 1)
        select (Bands[i], Bands[j]);

    private static IEnumerable<(string, string, string)> Triples() =>
        from i in Enumerable.Range(0, Bands.Length)
        from j in Enumerable.Range(i + 1, Bands.Length - i - 1)
        from k in Enumerable.Range(j + 1, Bands.Length - j - 1)
        select (Bands[i], Bands[j], Bands[k]);

    // How much fainter, in magnitudes, a source of even spectrum is for being stretched; a star's is 0.
    private static double Stretch(double redshift) => 2.5 * Math.Log10(1 + Math.Max(redshift, 0));

    // The luminosity distance of an empty universe, z(1 + z/2) Hubble lengths (Milne): within 6 % of the concordance
    // model's up to a redshift of 1 and 26 % above it at 3, smoothly, so that a tree draws the same borders by either.
    private static Formula Absolute(string band)
    {
        var magnitude = Of(band);
        return (in o) =>
        {
            var z = Math.Max(o.Redshift, SmallestRedshift);
            return magnitude(in o) - 5 * Math.Log10(z * (1 + z / 2));
        };
    }
}
