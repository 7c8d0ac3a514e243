namespace Streaming.Trainer.Explaining;

/// <summary>
/// How one class stands out when rows are ranked by its probability. Rows of equal probability are taken together, so
/// that their order in the file has no say.
/// </summary>
/// <param name="Auc">Area under <see cref="Roc"/>: trapezoids.</param>
/// <param name="AveragePrecision">Sum of precision times the recall that it adds (scikit-learn's definition).</param>
internal sealed record RankCurve(double Auc, double AveragePrecision)
{
    // Scores in falling order, and whether their rows are members: points are made when they are drawn, for those of
    // millions of rows would take more memory than the rows.
    private readonly double[] _scores = [];
    private readonly bool[] _isMember = [];

    private RankCurve(double[] scores, bool[] isMember)
        : this(0, 0)
    {
        (_scores, _isMember) = (scores, isMember);
        var (members, others) = Counts();
        foreach (var (right, wrong, rightBefore, wrongBefore) in Steps())
        {
            Auc += (wrong - wrongBefore) / others * (right + rightBefore) / (2 * members);
            AveragePrecision += (right - rightBefore) / members * (right / (right + wrong));
        }
    }

    /// <summary>False-positive rate and true-positive rate, from (0, 0) to (1, 1).</summary>
    public IEnumerable<(double X, double Y)> Roc
    {
        get
        {
            var (members, others) = Counts();
            return Steps().Select(step => (step.Wrong / others, step.Right / members)).Prepend((0, 0));
        }
    }

    /// <summary>Recall and precision, threshold by threshold, recall rising.</summary>
    public IEnumerable<(double X, double Y)> PrecisionRecall
    {
        get
        {
            var (members, _) = Counts();
            return Steps().Select(step => (step.Right / members, step.Right / (step.Right + step.Wrong)));
        }
    }

    /// <summary>Ranks rows.</summary>
    /// <param name="scores">Probability of the class, a row each; taken, and sorted.</param>
    /// <param name="isMember">Whether the row is of the class; some are, some are not. Taken too.</param>
    public static RankCurve Of(double[] scores, bool[] isMember)
    {
        Array.Sort(scores, isMember);
        Array.Reverse(scores);
        Array.Reverse(isMember);
        return new RankCurve(scores, isMember);
    }

    /// <summary>Leaves out what cannot be seen: points closer than half a pixel to the one before.</summary>
    public static IEnumerable<(double X, double Y)> Thinned(IEnumerable<(double X, double Y)> points, double step)
    {
        var last = (X: double.NegativeInfinity, Y: double.NegativeInfinity);
        (double X, double Y)? skipped = null;
        foreach (var point in points)
        {
            skipped = point;
            if (Math.Abs(point.X - last.X) >= step || Math.Abs(point.Y - last.Y) >= step)
            {
                (last, skipped) = (point, null);
                yield return point;
            }
        }

        // The end of the curve, however near.
        if (skipped is { } end)
        {
            yield return end;
        }
    }

    private (double Members, double Others) Counts()
    {
        var members = _isMember.Count(one => one);
        return (members, _isMember.Length - members);
    }

    // How many members and others are ranked at least as high as each score, and before it.
    private IEnumerable<(double Right, double Wrong, double RightBefore, double WrongBefore)> Steps()
    {
        double right = 0, wrong = 0;
        for (var i = 0; i < _scores.Length;)
        {
            var (rightBefore, wrongBefore, score) = (right, wrong, _scores[i]);
            for (; i < _scores.Length && _scores[i] == score; i++)
            {
                right += _isMember[i] ? 1 : 0;
                wrong += _isMember[i] ? 0 : 1;
            }

            yield return (right, wrong, rightBefore, wrongBefore);
        }
    }
}
