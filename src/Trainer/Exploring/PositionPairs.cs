using Streaming.Trainer.Data;

namespace Streaming.Trainer.Exploring;

/// <summary>
/// Finds rows that stand so close together on the sky that they are likely one object, measured twice.
/// </summary>
internal static class PositionPairs
{
    /// <summary>The survey's images are no sharper, degrees: one arcsecond.</summary>
    public const double Reach = 1.0 / 3600;

    /// <summary>Pairs of rows within <see cref="Reach"/> of each other.</summary>
    public static IReadOnlyList<(LabelledRow One, LabelledRow Other)> Find(IReadOnlyList<LabelledRow> rows)
    {
        LabelledRow[] sorted = [.. rows.Where(row => double.IsFinite(row.Observation.Alpha + row.Observation.Delta))
            .OrderBy(row => row.Observation.Delta)];
        var pairs = new List<(LabelledRow, LabelledRow)>();
        for (var i = 0; i < sorted.Length; i++)
        {
            for (var j = i + 1; j < sorted.Length
                && sorted[j].Observation.Delta - sorted[i].Observation.Delta <= Reach; j++)
            {
                if (Distance(sorted[i], sorted[j]) <= Reach)
                {
                    pairs.Add((sorted[i], sorted[j]));
                }
            }
        }

        return pairs;
    }

    // At such distances the sky is flat; right ascension shrinks towards the poles and starts again after 360.
    private static double Distance(LabelledRow one, LabelledRow other)
    {
        var (a, b) = (one.Observation, other.Observation);
        var across = Math.Abs(a.Alpha - b.Alpha);
        across = Math.Min(across, 360 - across) * Math.Cos(a.Delta * Math.PI / 180);
        return Math.Sqrt(across * across + (a.Delta - b.Delta) * (a.Delta - b.Delta));
    }
}
