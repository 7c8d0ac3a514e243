using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Streaming.Classification.Features;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Training;

/// <summary>Labelled rows as ML.NET takes them to train on.</summary>
internal static class TrainingView
{
    /// <summary>Numbers the classes in the order of <see cref="ForestTrainer.Classes"/>.</summary>
    public static ValueToKeyMappingEstimator Keys(MLContext context) => context.Transforms.Conversion.MapValueToKey(
        nameof(TrainingRow.Label),
        keyData: context.Data.LoadFromEnumerable(ForestTrainer.Classes.Select(name => new { Value = name })));

    /// <summary>Sorted by content, so that the order of a file plays no part in the sums of floats.</summary>
    public static IDataView Of(
        MLContext context, IReadOnlyList<LabelledRow> rows, FeatureSchema features, Hyperparameters hyperparameters)
    {
        var ordered = rows.OrderBy(row => row.Key).Select(row => new TrainingRow
        {
            Features = features.Row(row.Observation),
            Label = row.Class,
            Weight = (float)hyperparameters.WeightOf(row.Class),
        }).ToList();
        var schema = SchemaDefinition.Create(typeof(TrainingRow));
        schema[nameof(TrainingRow.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, features.Count);
        return context.Data.LoadFromEnumerable(ordered, schema);
    }
}
