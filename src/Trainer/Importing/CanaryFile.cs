using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Importing;

/// <summary>Reads observations with the probabilities that the original library gave them.</summary>
internal sealed class CanaryFile
{
    private readonly int[] _values;
    private readonly int[] _probabilities;

    private CanaryFile(ColumnNames names, IReadOnlyList<string> features, IReadOnlyList<string> classes)
    {
        var needed = Needed(features);
        _values = [.. FeatureNames.Inputs.Select((input, i) => needed[i] ? Find(names, input.Aliases) : -1)];
        _probabilities = [.. classes.Select(name => Find(names, [name, $"p_{name}"]))];
    }

    /// <exception cref="FailureException">A column or a number is absent, or there is no row.</exception>
    public static IReadOnlyList<CanaryLine> Read(
        string path, IReadOnlyList<string> features, IReadOnlyList<string> classes)
    {
        try
        {
            using var file = TableFile.Open(path);
            var columns = new CanaryFile(new ColumnNames(file.Reader.Columns), features, classes);
            var (lines, block) = (new List<CanaryLine>(), file.Reader.NewBlock());
            while (file.Reader.Read(block))
            {
                if (block.Unread is [var unread, ..])
                {
                    throw new CatalogueException($"line {unread.Line}: {unread.Why}");
                }

                lines.AddRange(Enumerable.Range(0, block.Rows).Select(row => columns.Line(block, row)));
            }

            return lines.Count > 0 ? lines : throw new CatalogueException("no row");
        }
        catch (CatalogueException fault)
        {
            throw new FailureException($"--canary {path}: {fault.Message}", fault);
        }
    }

    // What a model needs of an observation is what makes a feature NaN when it is.
    private static bool[] Needed(IReadOnlyList<string> features)
    {
        var formulas = features.Select(name => FeatureCatalogue.Find(name)!.Formula).ToList();
        return [.. FeatureNames.Inputs.Select((_, lacking) =>
        {
            var values = new double[FeatureNames.Inputs.Count];
            values[lacking] = double.NaN;
            var observation = Observation(values);
            return formulas.Exists(formula => double.IsNaN(formula(observation)));
        })];
    }

    private CanaryLine Line(TableBlock block, int row)
    {
        return new CanaryLine(
            block.Line(row),
            Observation([.. _values.Select(place => place < 0 ? double.NaN : Number(place))]),
            [.. _probabilities.Select(Number)]);

        double Number(int place) =>
            block.Columns[place].TryNumber(row, out var value) && double.IsFinite(value)
                ? value
                : throw new CatalogueException(
                    $"line {block.Line(row)}: '{block.Columns[place].Text(row)}' is not a finite number");
    }

    private static Observation Observation(double[] values) => new(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);

    private static int Find(ColumnNames names, IReadOnlyList<string> accepted) =>
        names.Of(accepted) is [var place, ..]
            ? place
            : throw new CatalogueException($"no column '{accepted[0]}' (accepted: {string.Join(", ", accepted)})");
}
