using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using Streaming.Classification.Features;
using Streaming.Contracts;

namespace Streaming.Classification.Scoring;

/// <summary>Takes the trees out of an ML.NET model of boosted trees and compiles them.</summary>
internal static class EnsembleCompiler
{
    /// <summary>Largest difference of a probability between ML.NET's and the compiled form's.</summary>
    public const double Tolerance = 1e-6;

    private const int TrialSeed = 13;

    /// <summary>Compiles a model, and has it answer rows that try its splits as ML.NET does.</summary>
    /// <param name="model">The model as ML.NET loaded it.</param>
    /// <param name="reference">The same, scored by ML.NET.</param>
    /// <param name="temperature"><see cref="Models.EnsembleManifest.Temperature"/>.</param>
    /// <param name="canary">Features of rows that it is to answer as well, and ML.NET's answers.</param>
    /// <param name="trialRows">How many rows more; each sees as many splits as there are trees times their depth.</param>
    /// <returns>The compiled form; null with the reason why ML.NET must go on scoring.</returns>
    public static (CompiledEnsemble? Compiled, string? Fault) TryCompile(
        ITransformer model,
        IEnsembleScorer reference,
        double temperature,
        (FeatureBlocks Rows, float[] Answers) canary,
        int trialRows)
    {
        try
        {
            var compiled = Compile(model, temperature);
            using var trial = AtThresholds(compiled, trialRows, canary.Rows.Features, TrialSeed);
            var answers = new float[trialRows * ObjectClass.All.Count];
            reference.Score(trial, answers);
            // Few rows are scored one by one, whatever the processor has.
            var difference = new[] { compiled, compiled.By(CompiledEnsemble.Lanes.None) }
                .Select(form => Math.Max(
                    Difference(canary.Answers, form, canary.Rows), Difference(answers, form, trial)))
                .Aggregate(0.0, Math.Max);
            // NaN is not within any tolerance; this Max keeps it.
            return difference <= Tolerance
                ? (compiled, null)
                : (null, FormattableString.Invariant($"its compiled form is off by {difference:G2}"));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever it is, also another inside of ML.NET's: ML.NET itself has answered the canary rows.
            return (null, fault.Message);
        }
    }

    /// <summary>
    /// Rows that try every split: each value is one of its feature's thresholds, or the float just below or above it.
    /// </summary>
    /// <param name="compiled">Whose splits.</param>
    /// <param name="rows">How many.</param>
    /// <param name="features">Features of a row; those that no split asks for are 0, or beside it.</param>
    /// <param name="seed">Which of the thresholds are taken.</param>
    public static FeatureBlocks AtThresholds(CompiledEnsemble compiled, int rows, int features, int seed)
    {
        var random = new Random(seed);
        var made = new FeatureBlocks(rows, features);
        var thresholds = compiled.Thresholds();
        for (var feature = 0; feature < features; feature++)
        {
            float[] known = thresholds.Contains(feature) ? [.. thresholds[feature].Order()] : [0];
            for (var row = 0; row < rows; row++)
            {
                var at = known[random.Next(known.Length)];
                made[row, feature] = random.Next(3) switch
                {
                    0 => at,
                    1 => MathF.BitDecrement(at),
                    _ => MathF.BitIncrement(at),
                };
            }
        }

        return made;
    }

    private static double Difference(float[] expected, CompiledEnsemble compiled, FeatureBlocks rows)
    {
        var scored = new float[expected.Length];
        compiled.Score(rows, scored);
        return expected.Zip(scored, (one, other) => Math.Abs((double)one - other)).Aggregate(0.0, Math.Max);
    }

    /// <summary>Compiles a model.</summary>
    /// <param name="model">The model as ML.NET loaded it.</param>
    /// <param name="temperature"><see cref="Models.EnsembleManifest.Temperature"/>.</param>
    /// <param name="instructions">Those to score with; null for the best that the processor has.</param>
    /// <exception cref="NotSupportedException">It is of another kind, or has splits that have no compiled form.</exception>
    public static CompiledEnsemble Compile(
        ITransformer model, double temperature, CompiledEnsemble.Lanes? instructions = null)
    {
        var nodes = new List<CompiledEnsemble.Split>();
        var trees = new List<CompiledEnsemble.Tree>();
        var leaves = new List<float>();
        var classes = new List<CompiledEnsemble.ClassTrees>();
        foreach (var ensemble in EnsemblesOf(model))
        {
            foreach (var (tree, weight) in ensemble.Trees.Zip(ensemble.TreeWeights))
            {
                foreach (var part in Parts(Read(tree, weight), within => within))
                {
                    Add(part);
                }
            }

            classes.Add(new(trees.Count, ensemble.Bias));
        }

        return new CompiledEnsemble([.. nodes], [.. trees], [.. leaves], [.. classes], temperature)
        {
            Instructions = instructions ?? CompiledEnsemble.Best,
        };

        void Add(Node tree)
        {
            var (splits, values) = (nodes.Count, leaves.Count);
            Flatten(tree, 0);
            trees.Add(new(splits, nodes.Count - splits));
            leaves.AddRange(Enumerable.Repeat(0f, CompiledEnsemble.MostLeaves - (leaves.Count - values)));
        }

        void Flatten(Node node, int first)
        {
            if (node is not { Left: { } left, Right: { } right })
            {
                leaves.Add((float)node.Value);
                return;
            }

            var all = left.Leaves == CompiledEnsemble.MostLeaves ? uint.MaxValue : (1u << left.Leaves) - 1;
            var ofLeft = all << (CompiledEnsemble.MostLeaves - first - left.Leaves);
            nodes.Add(new(node.Threshold, ~ofLeft, node.Feature));
            Flatten(left, first);
            Flatten(right, first + left.Leaves);
        }
    }

    /// <summary>The trees of each class, in the order of the classes.</summary>
    /// <exception cref="NotSupportedException">It is of another kind.</exception>
    public static IEnumerable<RegressionTreeEnsemble> EnsemblesOf(ITransformer model)
    {
        var last = model is TransformerChain<ITransformer> chain ? chain.LastTransformer : model;
        return last is MulticlassPredictionTransformer<OneVersusAllModelParameters> { Model: { } ofClasses }
            ? SubModels(ofClasses).Select(one =>
                one is CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> calibrated
                    ? calibrated.SubModel.TrainedTreeEnsemble
                    : throw new NotSupportedException($"a {one.GetType().Name} has no compiled form"))
            : throw new NotSupportedException($"a {last.GetType().Name} has no compiled form");
    }

    // ML.NET keeps the models of the classes to itself.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    private static extern ImmutableArray<object> SubModels(OneVersusAllModelParameters model);

    private static Node Read(RegressionTree tree, double weight)
    {
        if (tree.CategoricalSplitFlags.Contains(true))
        {
            throw new NotSupportedException("a split by categories has no compiled form");
        }

        return tree.NumberOfNodes == 0 ? Leaf(0) : Inner(0);

        // A child below zero is a leaf: the complement of its number.
        Node Child(int child) => child < 0 ? Leaf(~child) : Inner(child);

        Node Leaf(int leaf) => new(0, 0, tree.LeafValues[leaf] * weight);

        Node Inner(int node) => Node.Of(
            tree.NumericalSplitFeatureIndexes[node],
            tree.NumericalSplitThresholds[node],
            Child(tree.LeftChild[node]),
            Child(tree.RightChild[node]));
    }

    // A tree with more leaves than a word has bits becomes several, whose sum it is: each keeps one branch below some
    // splits, and ends in 0 for rows that go another way.
    private static IEnumerable<Node> Parts(Node node, Func<Node, Node> within)
    {
        var whole = within(node);
        if (whole.Leaves <= CompiledEnsemble.MostLeaves)
        {
            return [whole];
        }

        return node is { Left: { } left, Right: { } right }
            ? Parts(left, part => within(node with { Left = part, Right = Nothing, Leaves = part.Leaves + 1 }))
                .Concat(Parts(right, part => within(node with { Left = Nothing, Right = part, Leaves = part.Leaves + 1 })))
            : throw new NotSupportedException("a tree is too deep to have a compiled form");
    }

    private static Node Nothing { get; } = new(0, 0, 0);

    private sealed record Node(int Feature, float Threshold, double Value)
    {
        public Node? Left { get; init; }

        public Node? Right { get; init; }

        public int Leaves { get; init; } = 1;

        public static Node Of(int feature, float threshold, Node left, Node right) =>
            new(feature, threshold, 0) { Left = left, Right = right, Leaves = left.Leaves + right.Leaves };
    }
}
