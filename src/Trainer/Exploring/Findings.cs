using System.Globalization;
using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Says in words what the numbers of a file amount to.</summary>
internal static class Findings
{
    /// <summary>With fewer, chance alone makes values that tell classes apart, and peaks.</summary>
    public const int FewestToTell = 200;

    private const int FewestToDescribe = 10;

    public static IReadOnlyList<string> Of(Sample sample) =>
    [
        Balance(sample),
        sample.HasRedshift ? Redshift(sample) : "The file has no redshift: the rest is photometry alone.",
        .. sample.Rows.Count >= FewestToTell
            ? Separating.Of(sample).Append(Bimodal(sample))
            : [$"With fewer than {FewestToTell} objects it cannot be told which value separates the classes, nor whether "
                + "there are several kinds of objects."],
        .. sample.Rows.Count >= FewestToDescribe ? [Shape(sample), .. Far(sample), .. Alike(sample)] : (string[])[],
    ];

    private static string Balance(Sample sample)
    {
        var counts = sample.Classes.OrderByDescending(sample.CountOf).ToList();
        if (counts is [var only])
        {
            return $"Every object is of class {only}: nothing can be learned of the others.";
        }

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
        + string.Join(", ", sample.ClassesWith("redshift").Select(name =>
        $"{name} {Axis.Short(Summary.Of(sample.Of("redshift", name)).Median)}")) + ".";

    private static string Shape(Sample sample)
    {
        var skew = sample.Photometric.ToDictionary(name => name, name => Summary.Of(sample.Of(name)).Skewness);
        var most = skew.MaxBy(one => Math.Abs(one.Value));
        return string.Create(CultureInfo.InvariantCulture,
            $"The most skewed is {Sample.Written(most.Key)} (skewness {Written(most.Value)}; of the magnitudes "
                + $"{string.Join(", ", sample.Bands.Select(band => $"{band} {Written(skew[band])}"))}).");
    }

    private static string Written(double value) => Axis.Short(Math.Round(value, 1));

    private static string Bimodal(Sample sample)
    {
        var several = sample.Photometric.Where(name => name != "redshift")
            .Select(name => (Name: name, Peaks: Peaks.Of(sample.Of(name))))
            .Where(one => one.Peaks.Count > 1)
            .Select(one => string.Create(CultureInfo.InvariantCulture,
                $"{Sample.Written(one.Name)} (at "
                    + $"{string.Join(", ", one.Peaks.Select(peak => FormattableString.Invariant($"{peak:0.0#}")))})"))
            .ToList();
        return several.Count == 0
            ? "No magnitude or colour has more than one clear peak."
            : $"More than one peak, so kinds of objects are mixed: {string.Join(", ", several)}.";
    }

    private static IEnumerable<string> Far(Sample sample)
    {
        var counts = sample.Colours
            .SelectMany(
                sample.ClassesWith, (colour, name) => (Class: name, Colour: colour, Values: sample.Of(colour, name)))
            .Select(one => (one.Class, one.Colour, Far: Outliers.Count(one.Values), All: one.Values.Length))
            .OrderByDescending(one => one.Far)
            .ToList();
        if (counts.Count == 0)
        {
            yield break;
        }

        var (far, all) = (counts.Sum(one => one.Far), counts.Sum(one => one.All));
        yield return far == 0
            ? string.Create(CultureInfo.InvariantCulture,
                $"No colour of {all:N0} lies more than {Outliers.Limit:0} robust standard deviations from its class's "
                    + $"median.")
            : string.Create(CultureInfo.InvariantCulture,
                $"Outliers: {far:N0} colours of {all:N0} lie more than {Outliers.Limit:0} robust standard deviations from "
                    + $"their class's median, most of them ({counts[0].Far:N0}) in {Sample.Written(counts[0].Colour)} of "
                    + $"{counts[0].Class}. They are kept: rare objects are what a survey looks for.");
    }

    private static IEnumerable<string> Alike(Sample sample)
    {
        var pairs = from i in Enumerable.Range(0, sample.Bands.Count)
                    from j in Enumerable.Range(i + 1, sample.Bands.Count - i - 1)
                    let both = sample.Column(sample.Bands[i]).Zip(sample.Column(sample.Bands[j]))
                        .Where(pair => double.IsFinite(pair.First + pair.Second)).ToList()
                    where both.Count > 0
                    select (One: sample.Bands[i], Other: sample.Bands[j],
                        Rho: Ranks.Correlation(
                            Ranks.Of([.. both.Select(pair => pair.First)]),
                            Ranks.Of([.. both.Select(pair => pair.Second)])));
        var most = pairs.MaxBy(pair => pair.Rho);
        if (most.Rho > 0.9)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"The magnitudes say much the same (rank correlation up to {most.Rho:0.000}, {most.One} with "
                    + $"{most.Other}): how bright an object is. Their differences, the colours, say what it is.");
        }
    }
}
