namespace Streaming.Trainer.Importing;

/// <summary>
/// A multi-class model as another library wrote it: the probabilities are the softmax of the classes' scores, and tree
/// i adds to the score of class i modulo the number of classes.
/// </summary>
internal sealed record BoostedTrees
{
    /// <summary>How many classes there are: GALAXY, QSO and STAR.</summary>
    public const int Classes = 3;

    // ML.NET takes the exponential of a score as it is, in double precision: e^709 is the last that is finite.
    private const double LargestScore = 700;

    /// <summary>Name of the library, for people.</summary>
    public required string Library { get; init; }

    /// <summary>Its version, or that of its file format.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>What was trained for, in the library's words.</summary>
    public required string Objective { get; init; }

    /// <summary>Names that the model itself gives its features; empty when it has none.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    public required int FeatureCount { get; init; }

    public required IReadOnlyList<SplitTree> Trees { get; init; }

    /// <summary>Rounds that the library uses to predict; null when it uses all.</summary>
    public int? BestRounds { get; init; }

    /// <summary>
    /// Whether the library compares double-precision features with its thresholds; else it rounds them to floats first,
    /// as is done here.
    /// </summary>
    public required bool ComparesDoubles { get; init; }

    public int Rounds => Trees.Count / Classes;

    public IEnumerable<double> Thresholds => Trees.SelectMany(tree => tree.Splits, (_, split) => split.Threshold);

    /// <summary>The model after its first rounds.</summary>
    public BoostedTrees Take(int rounds) => this with { Trees = [.. Trees.Take(rounds * Classes)] };

    /// <summary>Probabilities of one row in the precision of a double, in the model's class order.</summary>
    public double[] Probabilities(IReadOnlyList<double> row)
    {
        var scores = new double[Classes];
        for (var i = 0; i < Trees.Count; i++)
        {
            scores[i % Classes] += Trees[i].Score(row);
        }

        var largest = scores.Max();
        var powers = Array.ConvertAll(scores, score => Math.Exp(score - largest));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    /// <summary>Looks whether the model can be used here.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Fault()
    {
        if (Trees.Count == 0 || Trees.Count % Classes != 0)
        {
            return $"{Trees.Count} trees are not whole rounds of {Classes}";
        }

        var faulty = Trees.Select((tree, i) => (Index: i, Reason: tree.Fault(FeatureCount)))
            .FirstOrDefault(one => one.Reason is not null);
        if (faulty.Reason is not null)
        {
            return $"tree {faulty.Index}: {faulty.Reason}";
        }

        var reach = Trees.Select((tree, i) => (Class: i % Classes, Most: tree.Leaves.Max(Math.Abs)))
            .GroupBy(tree => tree.Class, tree => tree.Most).Max(most => most.Sum());
        return reach <= LargestScore
            ? null
            : FormattableString.Invariant($"scores reach {reach:G4}; beyond {LargestScore} probabilities overflow");
    }
}
