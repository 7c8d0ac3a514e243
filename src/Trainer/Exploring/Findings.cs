using System.Globalization;


using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Says in words what the numbers of a file amount to.</summary>
internal static class Findings
{
    public static IReadOnlyList<string> Of(Sample sample) =>
    [
        Balance(sample), Redshift(sample), .. Best(sample), .. Hardest(sample), Shape(sample), .. Bimodal(sample),
            Far(sample),
        Alike(sample),
    ];

    private static string Balance(Sample sample)
    {
        var counts = sample.Classes.OrderByDescending(sample.CountOf).ToList();
        var ratio = (double)sample.CountOf(counts[0]) / sample.CountOf(counts[^1]);
        var shares = counts.Select(name => FormattableString.Invariant(
            $"{name} {(double)sample.CountOf(name) / sample.Rows.Count:P1}"));
        var words = string.Create(CultureInfo.InvariantCulture,
            $"Class balance: {string.Join(", ", shares)}; the largest class has {ratio:0.0} times the objects of the "
                + $"smallest.");
        return words + (ratio > 1.5
            ? string.Create(CultureInfo.InvariantCulture, $" Who always says {counts[0]} is right "
                + $"{(double)sample.CountOf(counts[0]) / sample.Rows.Count:P0} of the time: accuracy alone flatters, "
                + $"so macro-F1 is the better yardstick.")
            : "");
    }

    private static string Redshift(Sample sample) => "Median redshift: "
        + string.Join(", ", sample.Classes.Select(name =>
        $"{name} {Axis.Short(Summary.Of(sample.Of("redshift", name)).Median)}")) + ".";

    private static IEnumerable<string> Best(Sample sample)
    {
        var classes = sample.Rows.Select(row => row.Class).ToList();
        var entropy = Separation.Entropy(sample.Classes.Select(sample.CountOf));
        if (entropy == 0)
        {
            yield break;
        }

        var ranked = Sample.Photometric
            .Select(name => (Name: name, Bits: Separation.MutualInformation(sample.Of(name), classes)))
            .OrderByDescending(one => one.Bits)
            .ToList();
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Of all values {Sample.Written(ranked[0].Name)} separates the classes best: alone it gives "
                + $"{ranked[0].Bits:0.00} of the {entropy:0.00} bits that the class holds "
                + $"({ranked[0].Bits / entropy:P0}); next is {Sample.Written(ranked[1].Name)} with "
                + $"{ranked[1].Bits:0.00}, last {Sample.Written(ranked[^1].Name)} with {ranked[^1].Bits:0.00}.");
    }

    private static IEnumerable<string> Hardest(Sample sample)
    {
        var pairs = from one in sample.Classes
                    from other in sample.Classes
                    where string.CompareOrdinal(one, other) < 0
                    let best = Sample.Photometric
                        .Select(name => (Name: name, Auc: Separation.PairwiseAuc(
                        sample.Of(name, one), sample.Of(name, other))))
                        .MaxBy(found => found.Auc)
                    orderby best.Auc
                    select (One: one, Other: other, best.Name, best.Auc);
        if (pairs.FirstOrDefault() is { One: not null } hard)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"The hardest pair for a single value is {hard.One} and {hard.Other}: the best, "
                    + $"{Sample.Written(hard.Name)}, ranks {hard.Auc:P1} of such pairs right (50 % is chance).");
        }
    }

    private static string Shape(Sample sample)
    {
        var skew = Sample.Photometric.ToDictionary(name => name, name => Summary.Of(sample.Of(name)).Skewness);
        var most = skew.MaxBy(one => Math.Abs(one.Value));
        return string.Create(CultureInfo.InvariantCulture,
            $"The most skewed is {Sample.Written(most.Key)} (skewness {Written(most.Value)}; of the magnitudes "
                + $"{string.Join(", ", Sample.Bands.Select(band => $"{band} {Written(skew[band])}"))}).");
    }

    private static string Written(double value) => Axis.Short(Math.Round(value, 1));

    private static IEnumerable<string> Bimodal(Sample sample)
    {
        var several = Sample.Photometric.Where(name => name != "redshift")
            .Select(name => (Name: name, Peaks: Peaks.Of(sample.Of(name))))
            .Where(one => one.Peaks.Count > 1)
            .Select(one => string.Create(CultureInfo.InvariantCulture,
                $"{Sample.Written(one.Name)} (at "
                    + $"{string.Join(", ", one.Peaks.Select(peak => FormattableString.Invariant($"{peak:0.0#}")))})"))
            .ToList();
        yield return several.Count == 0
            ? "No magnitude or colour has more than one clear peak."
            : $"More than one peak, so kinds of objects are mixed: {string.Join(", ", several)}.";
    }

    private static string Far(Sample sample)
    {
        var counts = sample.Classes
            .SelectMany(name => Sample.Colours, (name, colour) =>
            (Class: name, Colour: colour, Count: Outliers.Count(sample.Of(colour, name))))
            .OrderByDescending(one => one.Count)
            .ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"Outliers: {counts.Sum(one => one.Count):N0} colours of {sample.Rows.Count * Sample.Colours.Count:N0} "
                + $"lie more than {Outliers.Limit:0} robust standard deviations from their class's median, most of "
                + $"them ({counts[0].Count:N0}) in {Sample.Written(counts[0].Colour)} of {counts[0].Class}. They are "
                + $"kept: rare objects are what a survey looks for.");
    }

    private static string Alike(Sample sample)
    {
        var pairs = from i in Enumerable.Range(0, Sample.Bands.Count)
                    from j in Enumerable.Range(i + 1, Sample.Bands.Count - i - 1)
                    select (One: Sample.Bands[i], Other: Sample.Bands[j],
                        Rho: Ranks.Correlation(
                            Ranks.Of(sample.Of(Sample.Bands[i])), Ranks.Of(sample.Of(Sample.Bands[j]))));
        var most = pairs.MaxBy(pair => pair.Rho);
        return string.Create(CultureInfo.InvariantCulture,
            $"The magnitudes say much the same (rank correlation up to {most.Rho:0.000}, {most.One} with "
                + $"{most.Other}): how bright an object is. Their differences, the colours, say what it is.");
    }
}
