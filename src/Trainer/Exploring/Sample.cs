using System.Text.RegularExpressions;
using Streaming.Classification.Features;
using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Exploring;

/// <summary>The objects of a file, column by column.</summary>
internal sealed partial class Sample
{
    private readonly Dictionary<string, double[]> _values;
    private readonly Dictionary<string, int[]> _members;

    public Sample(LabelledData data)
    {
        Rows = data.Rows;
        var positioned = data.Rows.Any(row => double.IsFinite(row.Observation.Alpha));
        All = positioned ? [.. Photometric, "alpha", "delta"] : Photometric;
        _values = All.ToDictionary(name => name, name =>
        {
            var formula = FeatureCatalogue.Find(name)!.Formula;
            return data.Rows.Select(row => formula(row.Observation)).ToArray();
        });
        _members = ObjectClass.All.ToDictionary(
            name => name, name => data.Rows.Index().Where(row => row.Item.Class == name).Select(row => row.Index)
                .ToArray());
    }

    public static IReadOnlyList<string> Bands { get; } = ["u", "g", "r", "i", "z"];

    public static IReadOnlyList<string> Colours { get; } = ["u-g", "g-r", "r-i", "i-z"];

    /// <summary>What an object is known by, apart from its place.</summary>
    public static IReadOnlyList<string> Photometric { get; } = [.. Bands, "redshift", .. Colours];

    /// <summary><see cref="Photometric"/>, and the position where the file has it.</summary>
    public IReadOnlyList<string> All { get; }

    public IReadOnlyList<LabelledRow> Rows { get; }

    /// <summary>Classes that have objects, in the usual order.</summary>
    public IEnumerable<string> Classes => ObjectClass.All.Where(name => _members[name].Length > 0);

    public double[] Of(string feature) => _values[feature];

    public double[] Of(string feature, string className) => [.. _members[className].Select(i => _values[feature][i])];

    public int CountOf(string className) => _members[className].Length;

    /// <summary>Two values of the objects of every class.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(double X, double Y)>> Pairs(string x, string y) =>
        ObjectClass.All.ToDictionary(
            name => name,
            name => (IReadOnlyList<(double, double)>)[.. _members[name].Select(i => (_values[x][i], _values[y][i]))]);

    /// <summary>Bounds that leave out a share of the objects on either side: one in a thousand unless told.</summary>
    public (double Low, double High) Extent(string feature, double beyond = 0.001)
    {
        double[] sorted = [.. Of(feature).Where(double.IsFinite).Order()];
        var (low, high) = (Summary.Quantile(sorted, beyond), Summary.Quantile(sorted, 1 - beyond));
        return high > low ? (low, high) : (low - 0.5, high + 0.5);
    }

    /// <summary>How people write a feature: with spaces and a true minus sign.</summary>
    public static string Written(string feature) => Hyphen().Replace(
        Sign().Replace(feature, " $0 ").Replace(" - ", " − ", StringComparison.Ordinal), " ");

    // Between two terms; the hyphen of absolute-u is no minus.
    [GeneratedRegex(@"(?<=\b[0-9]*[ugriz]|[0-9)])[+-]", RegexOptions.CultureInvariant)]
    private static partial Regex Sign();

    [GeneratedRegex(@"(?<=[a-z])-(?=[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Hyphen();
}
