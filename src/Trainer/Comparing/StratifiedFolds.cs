using Streaming.Trainer.Data;

namespace Streaming.Trainer.Comparing;

/// <summary>
/// Deals the rows of each class to the folds in turn, in the order of their keys: every fold has the same share of each
/// class, and where a row goes depends on what the rows are, not on their order. The folds of cross-validation, which
/// hold for ever because they are by hash alone, have these shares by chance only.
/// </summary>
internal static class StratifiedFolds
{
    /// <returns>The fold of every row, 0 to 4.</returns>
    public static int[] Of(IReadOnlyList<LabelledRow> rows)
    {
        var folds = new int[rows.Count];
        foreach (var one in Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Class, StringComparer.Ordinal))
        {
            foreach (var (turn, i) in one.OrderBy(i => rows[i].Key.Low).ThenBy(i => rows[i].Key.High).Index())
            {
                folds[i] = turn % ObjectKey.Folds;
            }
        }

        return folds;
    }
}
