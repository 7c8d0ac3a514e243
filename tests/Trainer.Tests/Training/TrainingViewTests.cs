using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Training;

public sealed class TrainingViewTests
{
    private static readonly Hyperparameters Settings = new() { Iterations = 3 };
    private static readonly FeatureSchema Features = FeatureSchema.Of(Settings.Features);

    // More than LightGBM takes its bins from, so that which rows it draws for them has a say.
    private const int Many = 70_000;

    [Fact]
    public void The_model_is_that_of_rows_which_all_have_features_of_their_own()
    {
        var rows = SimulatedCatalogue.Rows(Many);
        var context = new MLContext(Settings.Seed);
        var pipeline = new EstimatorChain<ITransformer>()
            .Append(TrainingView.Keys(context), TransformerScope.TrainTest)
            .Append(context.MulticlassClassification.Trainers.LightGbm(Settings.ToLightGbm()));
        var schema = SchemaDefinition.Create(typeof(TrainingRow));
        schema[nameof(TrainingRow.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, Features.Count);
        List<TrainingRow> each =
        [
            .. rows.OrderBy(row => row.Key).Select(row => new TrainingRow
            {
                Features = Features.Row(row.Observation),
                Label = row.Class,
                Weight = (float)Settings.WeightOf(row.Class),
            }),
        ];
        var expected = ForestTrainer.Save(
            context,
            pipeline.Fit(context.Data.LoadFromEnumerable(each, schema)).GetModelFor(TransformerScope.Scoring),
            Features);

        Assert.Equal(expected.File, Trained(rows));
        new Random(2).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        Assert.Equal(expected.File, Trained(rows));
    }

    [Fact]
    public void Reading_rows_allocates_nothing_for_a_row()
    {
        const int Count = 20_000;
        var rows = OrderedRows.Of(SimulatedCatalogue.Rows(Count));
        Assert.Equal(Count, TrainingView.Read(rows, Features, Settings).Count());
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(Count, TrainingView.Read(rows, Features, Settings).Count());

        Assert.InRange((double)(GC.GetAllocatedBytesForCurrentThread() - before) / Count, 0, 0.5);
    }

    [Fact]
    public void Scoring_block_by_block_says_what_scoring_at_once_says()
    {
        var rows = SimulatedCatalogue.Rows(9_000);
        var forest = ForestTrainer.Train(rows, Settings, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(forest.Scorer.Probabilities([.. rows.Select(row => row.Observation)]), forest.Probabilities(rows));
    }

    private static byte[] Trained(List<LabelledRow> rows) =>
        ForestTrainer.Train(rows, Settings, _ => { }, TestContext.Current.CancellationToken).File;
}
