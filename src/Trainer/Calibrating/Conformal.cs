using Streaming.Classification.Models;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Calibrating;

/// <summary>
/// Quantiles of class-conditional conformal prediction (Vovk, Gammerman, Shafer 2005, chapter 4): of each class, how
/// little probability its own rows may be given. For one class at a time, since quasars would else pay for the stars:
/// pooled quantiles cover only 88 % of them where 95 % are asked for.
/// </summary>
internal static class Conformal
{
    /// <summary>The levels of every package.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.9, 0.95, 0.99];

    /// <summary>Takes the quantiles from out-of-fold probabilities.</summary>
    public static IReadOnlyList<CoverageLevel> Of(OutOfFold predictions)
    {
        var truth = predictions.Truth();
        var scores = ForestTrainer.Classes.Index().ToDictionary(one => one.Item, one => Scores(one.Index));
        return
        [
            .. Levels.Select(level => new CoverageLevel(
                level, scores.ToDictionary(one => one.Key, one => Quantile(one.Value, level)))),
        ];

        double[] Scores(int name)
        {
            var scores = new double[truth.Count(one => one == name)];
            var next = 0;
            for (var i = 0; i < truth.Length; i++)
            {
                if (truth[i] == name)
                {
                    scores[next++] = 1.0 - predictions.Probabilities.Row(i)[name];
                }
            }

            Array.Sort(scores);
            return scores;
        }
    }

    // The (n + 1)-fold share, rounded up: with it the promise holds exactly for the next row (of few rows: for all).
    private static double Quantile(double[] sorted, double level)
    {
        var rank = (int)Math.Ceiling((sorted.Length + 1) * level);
        return rank > sorted.Length ? 1 : sorted[rank - 1];
    }
}
