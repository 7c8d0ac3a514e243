namespace Streaming.Trainer.Explaining;

/// <summary>
/// How one class stands out when rows are ranked by its probability. Rows of equal probability are taken together, so
/// that their order in the file has no say.
/// </summary>
/// <param name="Roc">False-positive rate and true-positive rate, from (0, 0) to (1, 1).</param>
/// <param name="PrecisionRecall">Recall and precision, threshold by threshold, recall rising.</param>
/// <param name="Auc">Area under <paramref name="Roc"/>: trapezoids.</param>
/// <param name="AveragePrecision">Sum of precision times the recall that it adds (scikit-learn's definition).</param>
internal sealed record RankCurve(
    IReadOnlyList<(double X, double Y)> Roc,
    IReadOnlyList<(double X, double Y)> PrecisionRecall,
    double Auc,
    double AveragePrecision)
{
    /// <summary>Computes both curves.</summary>
    /// <param name="scores">Probability of the class, a row each.</param>
    /// <param name="isMember">Whether the row is of the class; some are, some are not.</param>
    public static RankCurve Of(IReadOnlyList<double> scores, IReadOnlyList<bool> isMember)
    {
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ToArray();
        double members = isMember.Count(one => one);
        var others = scores.Count - members;
        var (roc, precisionRecall) = (new List<(double X, double Y)> { (0, 0) }, new List<(double X, double Y)>());
        double right = 0, wrong = 0, auc = 0, average = 0;
        for (var i = 0; i < order.Length;)
        {
            var (rightBefore, wrongBefore, score) = (right, wrong, scores[order[i]]);
            for (; i < order.Length && scores[order[i]] == score; i++)
            {
                right += isMember[order[i]] ? 1 : 0;
                wrong += isMember[order[i]] ? 0 : 1;
            }

            auc += (wrong - wrongBefore) / others * (right + rightBefore) / (2 * members);
            average += (right - rightBefore) / members * (right / (right + wrong));
            roc.Add((wrong / others, right / members));
            precisionRecall.Add((right / members, right / (right + wrong)));
        }

        return new RankCurve(roc, precisionRecall, auc, average);
    }

    /// <summary>Leaves out what cannot be seen: points closer than half a pixel to the one before.</summary>
    public static IEnumerable<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points, double step)
    {
        var last = (X: double.NegativeInfinity, Y: double.NegativeInfinity);
        foreach (var (i, point) in points.Index())
        {
            if (Math.Abs(point.X - last.X) >= step || Math.Abs(point.Y - last.Y) >= step || i == points.Count - 1)
            {
                last = point;
                yield return point;
            }
        }
    }
}
