using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Features;

/// <summary>The features of one model, in the model's order.</summary>
internal sealed class FeatureSchema
{
    private readonly Formula[] _formulas;

    private FeatureSchema(IReadOnlyCollection<Feature> features)
    {
        Names = [.. features.Select(feature => feature.Name)];
        Inputs = InputSet.Of([.. features.SelectMany(feature => feature.Inputs).Distinct()]);
        _formulas = [.. features.Select(feature => feature.Formula)];
        Hash = HashOf(Names);
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>
    /// SHA-256 of the names joined by line feeds, lower-case hexadecimal: changes with any name or the order.
    /// </summary>
    public string Hash { get; }

    /// <summary>What must be measured for all of them.</summary>
    public InputSet Inputs { get; }

    public int Count => Names.Length;

    /// <exception cref="ModelException">A name is not in the catalogue, stands twice, or there is none.</exception>
    public static FeatureSchema Of(IReadOnlyCollection<string> names)
    {
        if (names.Count == 0
            || names.Any(string.IsNullOrEmpty)
            || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new ModelException("features must be named, each once");
        }

        return new FeatureSchema([.. names.Select(Find)]);
    }

    /// <summary>Computes one row of features; LightGBM's precision is that of a float.</summary>
    public float[] Row(in Observation observation)
    {
        var row = new float[_formulas.Length];
        Write(in observation, row);
        return row;
    }

    /// <summary>Computes one row of features to where it is wanted.</summary>
    public void Write(in Observation observation, Span<float> row)
    {
        for (var i = 0; i < _formulas.Length; i++)
        {
            row[i] = (float)_formulas[i](in observation);
        }
    }

    /// <summary>Computes one feature.</summary>
    public float Value(in Observation observation, int feature) => (float)_formulas[feature](in observation);

    /// <summary>Computes the features of a batch.</summary>
    public FeatureBlocks Blocks(ReadOnlySpan<Observation> batch) =>
        Blocks(batch, [.. Enumerable.Range(0, batch.Length)]);

    /// <summary>Computes the features of some rows of a batch, column by column.</summary>
    public FeatureBlocks Blocks(ReadOnlySpan<Observation> batch, ReadOnlySpan<int> rows)
    {
        var blocks = new FeatureBlocks(rows.Length, Count);
        for (var block = 0; block < blocks.Count; block++)
        {
            var ofBlock = rows[(block * FeatureBlocks.BlockRows)..];
            for (var feature = 0; feature < _formulas.Length; feature++)
            {
                var formula = _formulas[feature];
                var column = blocks.Column(block, feature);
                for (var row = 0; row < column.Length; row++)
                {
                    column[row] = (float)formula(in batch[ofBlock[row]]);
                }
            }
        }

        return blocks;
    }

    private static Feature Find(string name) =>
        FeatureCatalogue.Find(name) ?? throw new ModelException($"feature '{name}' is not in the catalogue");

    private static string HashOf(IEnumerable<string> names) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names))));
}
