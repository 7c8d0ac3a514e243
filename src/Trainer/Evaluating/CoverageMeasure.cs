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
            var own = rows.Zip(candidates).Where(pair => pair.First.Class == name).ToList();
            if (own.Count > 0)
            {
                covered[name] = own.Average(pair => pair.Second.Classes.Contains(name) ? 1.0 : 0);
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
