using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Streaming.Classification.Features;

namespace Streaming.Classification.Scoring;

/// <summary>
/// Trees in a form that is scored many rows at a time without a branch. Each tree's leaves are the bits of a word, the
/// leftmost the highest; a split that a row fails (x above the threshold) takes away the leaves to its left, and the
/// highest bit left when all splits have been asked, in any order, is the leaf that the row ends in (QuickScorer:
/// Lucchese and others 2015, https://doi.org/10.1145/2766462.2767733). Unlike there a tree is walked whole, so that its
/// words stay in registers, and the leaf is looked up in registers too. Immutable and safe to use from many threads.
/// </summary>
/// <param name="nodes">The splits, tree after tree: a split, those of its left branch, those of its right.</param>
/// <param name="trees">The trees, class after class.</param>
/// <param name="leaves">The leaves' values, <see cref="MostLeaves"/> a tree.</param>
/// <param name="classes">By class: the number of the tree after its last, and what its sum begins with.</param>
/// <param name="temperature"><see cref="Models.EnsembleManifest.Temperature"/>.</param>
internal sealed class CompiledEnsemble(
    CompiledEnsemble.Split[] nodes,
    CompiledEnsemble.Tree[] trees,
    float[] leaves,
    CompiledEnsemble.ClassTrees[] classes,
    double temperature) : IEnsembleScorer
{
    /// <summary>Bits of a word.</summary>
    public const int MostLeaves = 32;

    private const int BlockRows = FeatureBlocks.BlockRows;

    // So many rows are walked one by one in less time than all trees take side by side: 2.3 µs each, to 15 µs by AVX-512
    // and 27 by AVX2, whether a block is full or not.
    private const int FewRows = 4;

    /// <summary>The best instructions that the processor has.</summary>
    public static Lanes Best { get; } =
        Avx512F.IsSupported && Avx512CD.IsSupported ? Lanes.Avx512
        : Vector.IsHardwareAccelerated ? Lanes.Vector
        : Lanes.None;

    public required Lanes Instructions { get; init; }

    public void Score(FeatureBlocks features, Span<float> probabilities)
    {
        Span<double> sums = stackalloc double[classes.Length * BlockRows];
        for (var block = 0; block < features.Count; block++)
        {
            var first = block * BlockRows;
            var rows = Math.Min(BlockRows, features.Rows - first);
            switch (rows <= FewRows ? Lanes.None : Instructions)
            {
                case Lanes.Avx512:
                    SumAvx512(features.Block(block), sums);
                    break;
                case Lanes.Vector:
                    SumVector(features.Block(block), sums);
                    break;
                default:
                    SumPlain(features.Block(block), sums, rows);
                    break;
            }

            Normalise(sums, probabilities.Slice(first * classes.Length, rows * classes.Length));
        }
    }

    /// <summary>The same trees, scored by other instructions.</summary>
    public CompiledEnsemble By(Lanes instructions) =>
        new(nodes, trees, leaves, classes, temperature) { Instructions = instructions };

    /// <summary>The thresholds that splits ask of each feature.</summary>
    public ILookup<int, float> Thresholds() => nodes.ToLookup(split => split.Feature, split => split.Threshold);

    private void SumAvx512(ReadOnlySpan<float> block, Span<double> sums)
    {
        var columns = MemoryMarshal.Cast<float, Vector512<float>>(block);
        var values = MemoryMarshal.Cast<float, Vector512<float>>(leaves);
        var into = MemoryMarshal.Cast<double, Vector512<double>>(sums);
        var tree = 0;
        for (var c = 0; c < classes.Length; c++)
        {
            var sum0 = Vector512.Create(classes[c].Start);
            var (sum1, sum2, sum3) = (sum0, sum0, sum0);
            for (; tree < classes[c].End; tree++)
            {
                var low = Vector512<uint>.AllBitsSet;
                var high = low;
                foreach (ref readonly var split in nodes.AsSpan(trees[tree].First, trees[tree].Splits))
                {
                    var threshold = Vector512.Create(split.Threshold);
                    var kept = Vector512.Create(split.Kept);
                    var column = split.Feature * (BlockRows / Vector512<float>.Count);
                    var isLeft = Vector512.LessThanOrEqual(columns[column], threshold);
                    low = Vector512.ConditionalSelect(isLeft.AsUInt32(), low, low & kept);
                    isLeft = Vector512.LessThanOrEqual(columns[column + 1], threshold);
                    high = Vector512.ConditionalSelect(isLeft.AsUInt32(), high, high & kept);
                }

                var (front, back) = (values[2 * tree], values[(2 * tree) + 1]);
                var leaf = Avx512F.PermuteVar16x32x2(front, Avx512CD.LeadingZeroCount(low.AsInt32()), back);
                sum0 += Vector512.WidenLower(leaf);
                sum1 += Vector512.WidenUpper(leaf);
                leaf = Avx512F.PermuteVar16x32x2(front, Avx512CD.LeadingZeroCount(high.AsInt32()), back);
                sum2 += Vector512.WidenLower(leaf);
                sum3 += Vector512.WidenUpper(leaf);
            }

            (into[4 * c], into[(4 * c) + 1], into[(4 * c) + 2], into[(4 * c) + 3]) = (sum0, sum1, sum2, sum3);
        }
    }

    // AVX2 holds eight rows a vector, Arm and SSE four. Two vectors at a time: their chains of ANDs overlap.
    private void SumVector(ReadOnlySpan<float> block, Span<double> sums)
    {
        var columns = MemoryMarshal.Cast<float, Vector<float>>(block);
        var wide = Vector<float>.Count;
        Span<uint> words = stackalloc uint[2 * wide];
        var tree = 0;
        for (var c = 0; c < classes.Length; c++)
        {
            var into = sums.Slice(c * BlockRows, BlockRows);
            into.Fill(classes[c].Start);
            for (; tree < classes[c].End; tree++)
            {
                var splits = nodes.AsSpan(trees[tree].First, trees[tree].Splits);
                var values = leaves.AsSpan(tree * MostLeaves, MostLeaves);
                for (var vector = 0; vector < BlockRows / wide; vector += 2)
                {
                    var low = Vector<uint>.AllBitsSet;
                    var high = low;
                    foreach (ref readonly var split in splits)
                    {
                        var threshold = new Vector<float>(split.Threshold);
                        var kept = new Vector<uint>(split.Kept);
                        var column = (split.Feature * (BlockRows / wide)) + vector;
                        var isLeft = Vector.LessThanOrEqual(columns[column], threshold);
                        low &= Vector.AsVectorUInt32(isLeft) | kept;
                        isLeft = Vector.LessThanOrEqual(columns[column + 1], threshold);
                        high &= Vector.AsVectorUInt32(isLeft) | kept;
                    }

                    low.CopyTo(words);
                    high.CopyTo(words[wide..]);
                    var rows = into.Slice(vector * wide, 2 * wide);
                    for (var row = 0; row < rows.Length; row++)
                    {
                        rows[row] += values[BitOperations.LeadingZeroCount(words[row])];
                    }
                }
            }
        }
    }

    // A row at a time from split to split: those of a left branch follow their own, and are one fewer than its leaves.
    private void SumPlain(ReadOnlySpan<float> block, Span<double> sums, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var tree = 0;
            for (var c = 0; c < classes.Length; c++)
            {
                var sum = classes[c].Start;
                for (; tree < classes[c].End; tree++)
                {
                    var (at, leaf, left) = (trees[tree].First, 0, trees[tree].Splits + 1);
                    while (left > 1)
                    {
                        var split = nodes[at];
                        var below = BitOperations.PopCount(~split.Kept);
                        (at, leaf, left) = block[(split.Feature * BlockRows) + row] <= split.Threshold
                            ? (at + 1, leaf, below)
                            : (at + below, leaf + below, left - below);
                    }

                    sum += leaves[(tree * MostLeaves) + leaf];
                }

                sums[(c * BlockRows) + row] = sum;
            }
        }
    }

    // The softmax of the sums. A temperature divides them: the same as taking probabilities to the power of 1/T.
    private void Normalise(ReadOnlySpan<double> sums, Span<float> probabilities)
    {
        Span<double> powers = stackalloc double[classes.Length];
        for (var row = 0; row < probabilities.Length / classes.Length; row++)
        {
            var largest = double.NegativeInfinity;
            for (var c = 0; c < classes.Length; c++)
            {
                largest = Math.Max(largest, sums[(c * BlockRows) + row]);
            }

            var all = 0.0;
            for (var c = 0; c < classes.Length; c++)
            {
                powers[c] = Math.Exp((sums[(c * BlockRows) + row] - largest) / temperature);
                all += powers[c];
            }

            for (var c = 0; c < classes.Length; c++)
            {
                probabilities[(row * classes.Length) + c] = (float)(powers[c] / all);
            }
        }
    }

    /// <summary>The instructions that rows are scored by.</summary>
    public enum Lanes
    {
        /// <summary>One row at a time.</summary>
        None,

        /// <summary>Those that .NET's <see cref="Vector{T}"/> stands for: AVX2, SSE or Arm's.</summary>
        Vector,

        /// <summary>AVX-512 with its conflict detection, which counts leading zeros.</summary>
        Avx512,
    }

    /// <summary>A question of a tree: is the feature at most the threshold?</summary>
    /// <param name="Threshold">The threshold; NaN is never at most it.</param>
    /// <param name="Kept">The leaves that are left when it is not, as bits.</param>
    /// <param name="Feature">The feature's number.</param>
    public readonly record struct Split(float Threshold, uint Kept, int Feature);

    /// <summary>A tree's splits among those of all.</summary>
    public readonly record struct Tree(int First, int Splits);

    /// <summary>The trees of a class.</summary>
    /// <param name="End">The number of the tree after its last.</param>
    /// <param name="Start">What its sum begins with.</param>
    public readonly record struct ClassTrees(int End, double Start);
}
