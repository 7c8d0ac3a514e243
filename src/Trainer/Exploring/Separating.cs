using System.Globalization;

namespace Streaming.Trainer.Exploring;

/// <summary>Says which single values tell classes apart, and which pair of classes they tell apart least.</summary>
internal static class Separating
{
    /// <summary>The mutual information of every value with the class, the best first.</summary>
    public static List<(string Name, double Bits)> Ranked(Sample sample) =>
    [
        .. sample.Photometric
            .Select(name => (Name: name, Bits: Separation.MutualInformation(sample.Of(name), sample.ClassesOf(name))))
            .OrderByDescending(one => one.Bits),
    ];

    /// <summary>The sentences; none where all objects are of one class.</summary>
    public static IEnumerable<string> Of(Sample sample) => [.. Best(sample), .. Hardest(sample)];

    private static IEnumerable<string> Best(Sample sample)
    {
        if (sample.Classes.Count() < 2)
        {
            yield break;
        }

        var ranked = Ranked(sample);
        // Of the objects that have the value: others may be of other classes.
        var entropy = Separation.Entropy(
            sample.ClassesOf(ranked[0].Name).CountBy(name => name).Select(one => one.Value));
        if (entropy == 0 || ranked[0].Bits == 0)
        {
            yield return "No single value tells anything of the class.";
            yield break;
        }

        var ofThose = sample.Photometric.Any(name => sample.Of(name).Length < sample.Rows.Count)
            ? ", each of the objects that have it."
            : ".";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Of all values {Sample.Written(ranked[0].Name)} separates the classes best: alone it gives "
                + $"{ranked[0].Bits:0.00} of the {entropy:0.00} bits that the class holds "
                + $"({ranked[0].Bits / entropy:P0}); next is {Sample.Written(ranked[1].Name)} with "
                + $"{ranked[1].Bits:0.00}, last {Sample.Written(ranked[^1].Name)} with "
                + $"{ranked[^1].Bits:0.00}{ofThose}");
    }

    private static IEnumerable<string> Hardest(Sample sample)
    {
        var pairs = from one in sample.Classes
                    from other in sample.Classes
                    where string.CompareOrdinal(one, other) < 0
                    let measured = sample.Photometric
                        .Where(name => !((string[])[one, other]).Except(sample.ClassesWith(name)).Any())
                        .ToList()
                    where measured.Count > 0
                    let best = measured
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
}
