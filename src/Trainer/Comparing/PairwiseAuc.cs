namespace Streaming.Trainer.Comparing;

/// <summary>
/// Area under the ROC curve of several classes, one against one (Hand and Till 2001): for each pair of classes, on
/// their rows alone, the mean of both classes' areas; the mean of all pairs, each weighted by its share of the rows, as
/// scikit-learn's <c>roc_auc_score(multi_class="ovo", average="weighted")</c>.
/// </summary>
internal static class PairwiseAuc
{
    /// <param name="truth">Index of every row's class.</param>
    /// <param name="probabilities">Every row's probabilities.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <returns>In [0, 1]; NaN when no pair of classes has rows of both.</returns>
    public static double Weighted(IReadOnlyList<int> truth, IReadOnlyList<float[]> probabilities, int classes)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var first = 0; first < classes; first++)
        {
            for (var second = first + 1; second < classes; second++)
            {
                int[] rows = [.. Enumerable.Range(0, truth.Count).Where(i => truth[i] == first || truth[i] == second)];
                var positives = rows.Count(i => truth[i] == first);
                if (positives == 0 || positives == rows.Length)
                {
                    continue;
                }

                sum += rows.Length * (Area(rows, first) + Area(rows, second)) / 2;
                weights += rows.Length;
            }
        }

        return sum / weights;

        double Area(int[] rows, int positive) => Auc(
            Array.ConvertAll(rows, i => probabilities[i][positive]), Array.ConvertAll(rows, i => truth[i] == positive));
    }

    // Mann and Whitney's statistic: equal scores share the mean of their ranks.
    private static double Auc(float[] scores, bool[] isPositive)
    {
        Array.Sort(scores, isPositive);
        var (rankSum, positives) = (0.0, 0L);
        for (var start = 0; start < scores.Length;)
        {
            var end = start;
            // Times a rank, it is beyond 32 bits where many rows are equal.
            var tied = 0L;
            for (; end < scores.Length && scores[end] == scores[start]; end++)
            {
                tied += isPositive[end] ? 1 : 0;
            }

            rankSum += tied * (start + 1 + end) / 2.0;
            positives += tied;
            start = end;
        }

        var negatives = scores.Length - positives;
        return (rankSum - positives * (positives + 1) / 2.0) / ((double)positives * negatives);
    }
}
