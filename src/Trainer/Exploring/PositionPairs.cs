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
        // Numbers in columns: among millions of rows on a patch of sky, hundreds lie within reach in declination.
        int[] places =
        [
            .. Enumerable.Range(0, rows.Count).Where(i => double.IsFinite(Alpha(i) + Delta(i))).OrderBy(Delta),
        ];
        var (alpha, delta) = (Array.ConvertAll(places, Alpha), Array.ConvertAll(places, Delta));
        var pairs = new List<(LabelledRow, LabelledRow)>();
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = i + 1; j < places.Length && delta[j] - delta[i] <= Reach; j++)
            {
                if (Distance(alpha[i], delta[i], alpha[j], delta[j]) <= Reach)
                {
                    pairs.Add((rows[places[i]], rows[places[j]]));
                }
            }
        }

        return pairs;

        double Alpha(int row) => rows[row].Observation.Alpha;

        double Delta(int row) => rows[row].Observation.Delta;
    }

    // At such distances the sky is flat; right ascension shrinks towards the poles and starts again after 360.
    private static double Distance(double alpha, double delta, double otherAlpha, double otherDelta)
    {
        var across = Math.Abs(alpha - otherAlpha);
        across = Math.Min(across, 360 - across) * Math.Cos(delta * Math.PI / 180);
        return Math.Sqrt(across * across + (delta - otherDelta) * (delta - otherDelta));
    }
}
