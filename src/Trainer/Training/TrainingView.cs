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
        var schema = SchemaDefinition.Create(typeof(TrainingRow));
        schema[nameof(TrainingRow.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, features.Count);
        return context.Data.LoadFromEnumerable(Read(OrderedRows.Of(rows), features, hyperparameters), schema);
    }

    // One row object serves all rows of a pass, for ML.NET copies what it reads: the features of millions of rows take
    // more memory than the rows, and to compute them in each of LightGBM's three passes next to no time.
    internal static IEnumerable<TrainingRow> Read(
        OrderedRows rows, FeatureSchema features, Hyperparameters hyperparameters)
    {
        var read = new TrainingRow { Features = new float[features.Count] };
        foreach (var row in rows)
        {
            features.Write(row.Observation, read.Features);
            read.Label = row.Class;
            read.Weight = (float)hyperparameters.WeightOf(row.Class);
            yield return read;
        }
    }
}
