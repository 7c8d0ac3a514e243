using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Classification.Tests.Scoring;

public sealed class CompiledEnsembleTests
{
    private const double Temperature = 1.25;

    private static readonly FeatureSchema Schema = FeatureSchema.Of(["u", "g", "r", "i", "z", "redshift", "u-g"]);

    private static readonly IReadOnlyList<(Observation Observation, string Class)> Night =
    [
        .. new SimulatedNight(new NightOptions { Seed = 5 }).Observe(3_000)
            .Select(made => (Observation.From(made.Observation), made.Class)),
    ];

    // What this processor has of them.
    public static TheoryData<string> Instructions =>
    [
        .. Enum.GetValues<CompiledEnsemble.Lanes>()
            .Where(lanes => lanes <= CompiledEnsemble.Best).Select(lanes => lanes.ToString()),
    ];

    [Theory]
    [MemberData(nameof(Instructions))]
    public void Any_instructions_answer_as_ML_NET_does(string instructions)
    {
        var model = Train(leaves: 31, rounds: 20);
        var compiled = EnsembleCompiler.Compile(model, Temperature, Parsed(instructions));

        Agree(new MlNetScorer(Schema, model, Temperature), compiled, Night.Count);
    }

    [Theory]
    [MemberData(nameof(Instructions))]
    public void Trees_with_more_leaves_than_a_word_has_bits_are_answered_as_well(string instructions)
    {
        var model = Train(leaves: 300, rounds: 4);
        var compiled = EnsembleCompiler.Compile(model, Temperature, Parsed(instructions));

        Assert.True(TreesOf(model).Max(tree => tree.NumberOfLeaves) > 2 * CompiledEnsemble.MostLeaves);
        Agree(new MlNetScorer(Schema, model, Temperature), compiled, Night.Count);
    }

    [Theory]
    [MemberData(nameof(Instructions))]
    public void A_row_is_answered_alike_in_a_batch_of_any_size(string instructions)
    {
        var compiled = EnsembleCompiler.Compile(Train(leaves: 31, rounds: 3), Temperature, Parsed(instructions));
        var all = Score(compiled, [.. Night.Take(100).Select(row => row.Observation)]);

        foreach (var size in (int[])[1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 99])
        {
            var some = Score(compiled, [.. Night.Take(size).Select(row => row.Observation)]);

            Assert.Equal(all.Take(some.Length), some);
        }
    }

    [Fact]
    public void An_empty_batch_has_no_answer()
    {
        Assert.Empty(Score(EnsembleCompiler.Compile(Train(leaves: 4, rounds: 1), 1), []));
    }

    [Fact]
    public void A_value_on_a_threshold_goes_left_and_the_next_above_it_right()
    {
        var model = Train(leaves: 2, rounds: 1);
        var compiled = EnsembleCompiler.Compile(model, 1);
        var tree = TreesOf(model)[0];
        var (feature, threshold) = (tree.NumericalSplitFeatureIndexes[0], tree.NumericalSplitThresholds[0]);

        Assert.NotEqual(At(threshold), At(MathF.BitIncrement(threshold)));
        Assert.Equal(At(threshold), At(MathF.BitDecrement(threshold)));

        float At(float value)
        {
            using var features = new FeatureBlocks(1, Schema.Count);
            features[0, feature] = value;
            var probabilities = new float[3];
            compiled.Score(features, probabilities);
            return probabilities[0];
        }
    }

    [Fact]
    public void Trial_rows_stand_on_the_thresholds_and_beside_them()
    {
        var model = Train(leaves: 31, rounds: 3);
        var known = TreesOf(model)
            .SelectMany(tree => tree.NumericalSplitFeatureIndexes.Zip(tree.NumericalSplitThresholds))
            .ToLookup(split => split.First, split => split.Second);

        using var rows = EnsembleCompiler.AtThresholds(
            EnsembleCompiler.Compile(model, 1), 400, Schema.Count, seed: 1);

        for (var feature = 0; feature < Schema.Count; feature++)
        {
            HashSet<float> all = known.Contains(feature) ? [.. known[feature]] : [0];
            var values = Enumerable.Range(0, rows.Rows).Select(row => rows[row, feature]).ToList();
            Assert.All(values, value => Assert.True(
                all.Contains(value)
                || all.Contains(MathF.BitIncrement(value))
                || all.Contains(MathF.BitDecrement(value))));
            Assert.Contains(values, all.Contains);
            Assert.Contains(values, value => all.Contains(MathF.BitIncrement(value)));
            Assert.Contains(values, value => all.Contains(MathF.BitDecrement(value)));
        }
    }

    [Fact]
    public void A_compiled_form_that_differs_from_ML_NET_is_not_used()
    {
        var model = Train(leaves: 8, rounds: 3);
        using var canary = Schema.Blocks([Night[0].Observation]);
        var reference = new MlNetScorer(Schema, model, Temperature);

        var (compiled, fault) = EnsembleCompiler.TryCompile(
            model, new Shifted(reference), Temperature, (canary, Answers(reference, canary)), 100);

        Assert.Null(compiled);
        Assert.Equal("its compiled form is off by 2E-06", fault);
        Assert.NotNull(EnsembleCompiler.TryCompile(
            model, reference, Temperature, (canary, Answers(reference, canary)), 100).Compiled);
    }

    [Fact]
    public void A_fault_of_compiling_leaves_the_scoring_to_ML_NET()
    {
        var model = Train(leaves: 8, rounds: 1);
        using var canary = Schema.Blocks([Night[0].Observation]);
        var reference = new MlNetScorer(Schema, model);
        var answers = Answers(reference, canary);

        // Rows with fewer features than the trees ask for: what another inside of ML.NET's could lead to.
        using var narrow = new FeatureBlocks(1, 0);
        var (compiled, fault) = EnsembleCompiler.TryCompile(model, reference, 1, (narrow, answers), 100);

        Assert.Null(compiled);
        Assert.NotNull(fault);
    }

    [Fact]
    public void A_model_of_another_kind_has_no_compiled_form()
    {
        var model = LinearPackage.Train();
        using var canary = Schema.Blocks([Night[0].Observation]);

        var reference = new MlNetScorer(Schema, model);

        var (compiled, fault) = EnsembleCompiler.TryCompile(
            model, reference, 1, (canary, Answers(reference, canary)), 100);

        Assert.Null(compiled);
        Assert.Equal("a MulticlassPredictionTransformer`1 has no compiled form", fault);
    }

    [Fact]
    public void A_linear_model_in_a_package_is_scored_by_ML_NET_and_says_why()
    {
        using var stored = new TemporaryStore();

        var (version, canary, expected) = LinearPackage.AddTo(stored.Store);

        var snapshot = ModelLoader.Load(stored.Store, version, compile: true);

        Assert.Equal("a MulticlassPredictionTransformer`1 has no compiled form", snapshot.Spectroscopic!.NotCompiled);
        Assert.Null(snapshot.Photometric!.NotCompiled);
        Assert.Equal(expected, snapshot.Spectroscopic.Probabilities([canary])[0]);
    }

    private static float[] Answers(MlNetScorer reference, FeatureBlocks rows)
    {
        var answers = new float[rows.Rows * 3];
        reference.Score(rows, answers);
        return answers;
    }

    private static CompiledEnsemble.Lanes Parsed(string instructions) =>
        Enum.Parse<CompiledEnsemble.Lanes>(instructions);

    private static void Agree(MlNetScorer reference, CompiledEnsemble compiled, int rows)
    {
        using var features = Schema.Blocks([.. Night.Take(rows).Select(row => row.Observation)]);
        using var trial = EnsembleCompiler.AtThresholds(compiled, rows, Schema.Count, seed: 2);
        foreach (var batch in (FeatureBlocks[])[features, trial])
        {
            var (expected, scored) = (new float[rows * 3], new float[rows * 3]);
            reference.Score(batch, expected);
            compiled.Score(batch, scored);
            Assert.All(
                expected.Zip(scored),
                pair => Assert.Equal(pair.First, pair.Second, EnsembleCompiler.Tolerance));
        }
    }

    private static float[] Score(CompiledEnsemble compiled, Observation[] observations)
    {
        using var features = Schema.Blocks(observations);
        var probabilities = new float[observations.Length * 3];
        compiled.Score(features, probabilities);
        return probabilities;
    }

    private static List<Microsoft.ML.Trainers.FastTree.RegressionTree> TreesOf(ITransformer model) =>
        [.. EnsembleCompiler.EnsemblesOf(model).SelectMany(ensemble => ensemble.Trees)];

    private static TransformerChain<ITransformer> Train(int leaves, int rounds)
    {
        var context = new MLContext(seed: 1);
        return Fit(context, context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            NumberOfIterations = rounds,
            NumberOfLeaves = leaves,
            MinimumExampleCountPerLeaf = 1,
            UseSoftmax = true,
            NumberOfThreads = 1,
            Deterministic = true,
        }));
    }

    private static TransformerChain<ITransformer> Fit(MLContext context, IEstimator<ITransformer> trainer)
    {
        var classes = context.Data.LoadFromEnumerable(ObjectClass.All.Select(name => new { Value = name }));
        var view = context.Data.LoadFromEnumerable(
            Night.Select(row => new Row { Features = Schema.Row(row.Observation), Label = row.Class }).ToList(),
            Vector(typeof(Row)));
        return new EstimatorChain<ITransformer>()
            .Append(
                context.Transforms.Conversion.MapValueToKey("Label", keyData: classes), TransformerScope.TrainTest)
            .Append(trainer)
            .Fit(view)
            .GetModelFor(TransformerScope.Scoring);
    }

    private static SchemaDefinition Vector(Type row)
    {
        var schema = SchemaDefinition.Create(row);
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Schema.Count);
        return schema;
    }

    private sealed class Shifted(MlNetScorer scorer) : IEnsembleScorer
    {
        public void Score(FeatureBlocks features, Span<float> probabilities)
        {
            scorer.Score(features, probabilities);
            probabilities[0] += 2e-6f;
        }
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
