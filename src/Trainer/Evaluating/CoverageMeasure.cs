using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Evaluating;

/// <summary>Counts candidates against the true classes.</summary>
internal static class CoverageMeasure
{
    /// <param name="level">The level that the candidates are of.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="candidates">The candidates of every row.</param>
    public static CoverageFigures Of(
        double level, IReadOnlyList<LabelledRow> rows, IReadOnlyList<CandidateClasses> candidates)
    {
        var covered = new Dictionary<string, double>();
        foreach (var name in ObjectClass.All)
        {
            var (own, held) = (0, 0);
            for (var i = 0; i < rows.Count; i++)
            {
                own += rows[i].Class == name ? 1 : 0;
                held += rows[i].Class == name && candidates[i].Classes.Contains(name) ? 1 : 0;
            }

            if (own > 0)
            {
                covered[name] = (double)held / own;
            }
        }

        return new CoverageFigures(
            level,
            covered,
            Mean(one => one.Classes.Count),
            Mean(one => one.Classes.Count == 1 ? 1 : 0),
            Mean(one => one.Classes.Count == 0 ? 1 : 0));

        double Mean(Func<CandidateClasses, double> figure) => candidates.Select(figure).DefaultIfEmpty().Average();
    }
}
