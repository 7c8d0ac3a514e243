using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Scoring;

/// <summary>
/// Computes features and probabilities of batches by ML.NET, which a compiled form must agree with. Immutable and safe to
/// use from many threads: ML.NET's transformer holds no state between calls.
/// </summary>
internal sealed class MlNetScorer : IEnsembleScorer
{
    /// <summary>The column in which ML.NET leaves the probabilities.</summary>
    public const string ScoreColumn = "Score";

    private static readonly MLContext Context = new(seed: 0);
    private readonly FeatureSchema _schema;
    private readonly ITransformer _transformer;
    private readonly double _temperature;
    private readonly SchemaDefinition _rowSchema;

    /// <param name="schema">The model's features.</param>
    /// <param name="transformer">The model.</param>
    /// <param name="temperature"><see cref="Models.EnsembleManifest.Temperature"/>.</param>
    public MlNetScorer(FeatureSchema schema, ITransformer transformer, double temperature = 1)
    {
        _schema = schema;
        _transformer = transformer;
        _temperature = temperature;
        _rowSchema = SchemaDefinition.Create(typeof(FeatureRow));
        _rowSchema[nameof(FeatureRow.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, schema.Count);
    }

    /// <summary>The same model at another temperature.</summary>
    public MlNetScorer WithTemperature(double temperature) => new(_schema, _transformer, temperature);

    /// <summary>Probabilities of every row, in the model's class order.</summary>
    public IReadOnlyList<float[]> Probabilities(IReadOnlyList<Observation> batch) =>
        Probabilities([.. batch.Select(observation => new FeatureRow { Features = _schema.Row(observation) })]);

    public void Score(FeatureBlocks features, Span<float> probabilities)
    {
        var rows = Enumerable.Range(0, features.Rows).Select(row => new FeatureRow { Features = features.Row(row) });
        foreach (var row in Probabilities([.. rows]))
        {
            row.CopyTo(probabilities);
            probabilities = probabilities[row.Length..];
        }
    }

    private IReadOnlyList<float[]> Probabilities(List<FeatureRow> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var scored = _transformer.Transform(Context.Data.LoadFromEnumerable(rows, _rowSchema));
        return [.. scored.GetColumn<float[]>(ScoreColumn).Select(row => TemperatureScale.Apply(row, _temperature))];
    }
}
