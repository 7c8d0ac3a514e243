using Streaming.Trainer.Comparing;

namespace Streaming.Trainer.Tests.Comparing;

public sealed class PairwiseAucTests
{
    private static readonly int[] Truth = [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2];

    // Ties in every column, and classes of unlike size.
    private static readonly float[][] Probabilities =
    [
        [.8f, .1f, .1f], [.3f, .5f, .2f], [.5f, .25f, .25f],
        [.2f, .7f, .1f], [.3f, .5f, .2f], [.4f, .3f, .3f], [.1f, .6f, .3f], [.25f, .25f, .5f],
        [.1f, .1f, .8f], [.2f, .5f, .3f], [.25f, .25f, .5f], [.5f, .3f, .2f],
    ];

    [Fact]
    public void It_is_what_scikit_learn_gives()
    {
        // roc_auc_score(truth, probabilities, multi_class="ovo", average="weighted") of scikit-learn 1.2.1; 0.82083
        // would be the unweighted mean.
        Assert.Equal(0.8151041666666667, PairwiseAuc.Weighted(Truth, Probabilities, 3), 1e-12);
    }

    [Fact]
    public void It_is_one_for_perfect_and_a_half_for_equal_answers()
    {
        float[][] perfect = [.. Truth.Select<int, float[]>(
            label => [label == 0 ? 1 : 0, label == 1 ? 1 : 0, label == 2 ? 1 : 0])];
        float[][] equal = [.. Truth.Select<int, float[]>(_ => [0.2f, 0.5f, 0.3f])];

        Assert.Equal(1, PairwiseAuc.Weighted(Truth, perfect, 3), 1e-12);
        Assert.Equal(0.5, PairwiseAuc.Weighted(Truth, equal, 3), 1e-12);
    }

    [Fact]
    public void A_class_without_rows_is_left_out()
    {
        int[] two = [.. Truth.Where(label => label != 2)];

        // Three stars against five galaxies, counted by hand: 13.5 and 12 of 15 pairs are in order.
        Assert.Equal((13.5 + 12) / 2 / 15, PairwiseAuc.Weighted(two, Probabilities[..8], 3), 1e-12);
    }

    [Fact]
    public void Many_equal_scores_are_no_better_than_chance()
    {
        var truth = Enumerable.Range(0, 300_000).Select(row => row % 3).ToList();
        float[] same = [0.5f, 0.3f, 0.2f];

        Assert.Equal(0.5, PairwiseAuc.Weighted(truth, [.. truth.Select(_ => same)], 3), 1e-9);
    }
}
