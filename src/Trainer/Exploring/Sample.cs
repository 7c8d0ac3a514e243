using System.Text.RegularExpressions;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;
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
        Bands = [.. InputSet.BandNames.Where(IsMeasured)];
        HasRedshift = IsMeasured(InputSet.RedshiftName);
        HasPositions = Rows.Any(row => double.IsFinite(row.Observation.Alpha + row.Observation.Delta));
        string[] neighbours = [.. Bands.Zip(Bands.Skip(1), (one, other) => $"{one}-{other}")];
        string[] looked = [.. InputSet.BandNames, .. neighbours, InputSet.RedshiftName, "alpha", "delta"];
        _values = looked.ToDictionary(
            name => name,
            name =>
            {
                var formula = FeatureCatalogue.Find(name)!.Formula;
                return Rows.Select(row => formula(row.Observation)).ToArray();
            });
        Colours = [.. neighbours.Where(name => Array.Exists(_values[name], double.IsFinite))];
        Photometric = [.. Bands, .. HasRedshift ? [InputSet.RedshiftName] : (string[])[], .. Colours];
        All = HasPositions ? [.. Photometric, "alpha", "delta"] : Photometric;
        _members = ObjectClass.All.ToDictionary(
            name => name, name => Rows.Index().Where(row => row.Item.Class == name).Select(row => row.Index).ToArray());

        bool IsMeasured(string input) => Rows.Any(row => double.IsFinite(row.Observation.Value(input)));
    }

    /// <summary>The bands that some row has.</summary>
    public IReadOnlyList<string> Bands { get; }

    /// <summary>The differences of neighbours among them that some row has.</summary>
    public IReadOnlyList<string> Colours { get; }

    public bool HasRedshift { get; }

    public bool HasPositions { get; }

    /// <summary>What an object is known by, apart from its place, as far as the file has it.</summary>
    public IReadOnlyList<string> Photometric { get; }

    /// <summary><see cref="Photometric"/>, and the position where the file has it.</summary>
    public IReadOnlyList<string> All { get; }

    public IReadOnlyList<LabelledRow> Rows { get; }

    /// <summary>Classes that have objects, in the usual order.</summary>
    public IEnumerable<string> Classes => ObjectClass.All.Where(name => _members[name].Length > 0);

    /// <summary>Classes that have objects with a value.</summary>
    public IReadOnlyList<string> ClassesWith(string feature) =>
        [.. Classes.Where(name => Array.Exists(_members[name], i => double.IsFinite(_values[feature][i])))];

    /// <summary>A value of every object; NaN where it was not measured.</summary>
    public IReadOnlyList<double> Column(string feature) => _values[feature];

    /// <summary>A value of every object of a class; NaN where it was not measured.</summary>
    public IReadOnlyList<double> Column(string feature, string className) =>
        [.. _members[className].Select(i => _values[feature][i])];

    /// <summary>A value of the objects that have it.</summary>
    public double[] Of(string feature) => [.. _values[feature].Where(double.IsFinite)];

    /// <summary>The same of a class.</summary>
    public double[] Of(string feature, string className) => [.. Column(feature, className).Where(double.IsFinite)];

    /// <summary>The classes of the objects that have a value, in the order of <see cref="Of(string)"/>.</summary>
    public string[] ClassesOf(string feature) =>
        [.. Rows.Where((_, i) => double.IsFinite(_values[feature][i])).Select(row => row.Class)];

    public int CountOf(string className) => _members[className].Length;

    /// <summary>Two values of the objects of every class that have both.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(double X, double Y)>> Pairs(string x, string y) =>
        ObjectClass.All.ToDictionary(
            name => name,
            name => (IReadOnlyList<(double, double)>)
            [
                .. _members[name].Select(i => (X: _values[x][i], Y: _values[y][i]))
                    .Where(pair => double.IsFinite(pair.X + pair.Y)),
            ]);

    /// <summary>Bounds that leave out a share of the objects on either side: one in a thousand unless told.</summary>
    public (double Low, double High) Extent(string feature, double beyond = 0.001)
    {
        double[] sorted = [.. Of(feature).Order()];
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
