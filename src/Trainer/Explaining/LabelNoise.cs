using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>
/// Estimates how many labels are wrong, by confident learning (Northcutt, Jiang and Chuang 2021, arXiv:1911.00068): a
/// row whose out-of-fold probability of another class reaches that class's usual one is counted against its label.
/// </summary>
/// <param name="Joint">Estimated rows by label, then by true class; together they are all rows.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Mistakes">Rows that the model calls another class than their label.</param>
/// <param name="Sure">Rows of which the model is more than 0.99 sure.</param>
/// <param name="SureAgainst">Those of them whose label is another.</param>
/// <param name="SureExpected">How many of them would be, were the model's probabilities exactly right.</param>
/// <param name="ExpectedMistakes">How many mistakes the probabilities themselves announce, over all rows.</param>
internal sealed record LabelNoise(
    double[,] Joint, int Rows, int Mistakes, int Sure, int SureAgainst, double SureExpected, double ExpectedMistakes)
{
    private const double SureAbove = 0.99;

    /// <summary>Share of the labels that are estimated to be wrong.</summary>
    public double Share => Enumerable.Range(0, Joint.GetLength(0)).Sum(
        label => Enumerable.Range(0, Joint.GetLength(1)).Where(other => other != label)
            .Sum(other => Joint[label, other])) / Rows;

    /// <summary>Accuracy, measured against these labels, of a model that knows every true class.</summary>
    public double PerfectAccuracy => 1 - Share;

    /// <summary>Its macro-F1.</summary>
    public double PerfectMacroF1 => Enumerable.Range(0, Joint.GetLength(0)).Average(one =>
        2 * Joint[one, one] / Enumerable.Range(0, Joint.GetLength(0))
            .Sum(other => Joint[one, other] + Joint[other, one]));

    public static LabelNoise Of(OutOfFold predictions)
    {
        var (labels, table) = (predictions.Truth(), predictions.Probabilities);
        var (mistakes, sure, sureAgainst, sureExpected, expected) = (0, 0, 0, 0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            var (top, isSure) = (table.Highest(i), table.Highest(i) > SureAbove);
            var isMistake = table.Top(i) != labels[i];
            mistakes += isMistake ? 1 : 0;
            sure += isSure ? 1 : 0;
            sureAgainst += isSure && isMistake ? 1 : 0;
            sureExpected += isSure ? 1 - top : 0;
            expected += 1 - top;
        }

        return new LabelNoise(
            Scaled(Confident(labels, table), labels),
            labels.Length,
            mistakes,
            sure,
            sureAgainst,
            sureExpected,
            expected);
    }

    private static double[,] Confident(byte[] labels, ProbabilityTable table)
    {
        var usual = Usual(labels, table);
        var counts = new double[usual.Length, usual.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var p = table.Row(i);
            var best = -1;
            for (var one = 0; one < usual.Length; one++)
            {
                best = p[one] >= usual[one] && (best < 0 || p[one] > p[best]) ? one : best;
            }

            if (best >= 0)
            {
                counts[labels[i], best]++;
            }
        }

        return counts;
    }

    // The mean probability that each class is given by its own rows.
    private static double[] Usual(byte[] labels, ProbabilityTable table)
    {
        var (sums, rows) = (new double[ForestTrainer.Classes.Count], new int[ForestTrainer.Classes.Count]);
        for (var i = 0; i < labels.Length; i++)
        {
            sums[labels[i]] += table.Row(i)[labels[i]];
            rows[labels[i]]++;
        }

        return [.. sums.Zip(rows, (sum, count) => count == 0 ? 1 : sum / count)];
    }

    // Rows without a confident class are taken to be spread as their label's confident ones are.
    private static double[,] Scaled(double[,] counts, byte[] labels)
    {
        var size = counts.GetLength(0);
        for (var label = 0; label < size; label++)
        {
            double all = labels.Count(one => one == label);
            var sum = Enumerable.Range(0, size).Sum(other => counts[label, other]);
            for (var other = 0; other < size; other++)
            {
                counts[label, other] = sum > 0 ? counts[label, other] / sum * all : other == label ? all : 0;
            }
        }

        return counts;
    }
}
