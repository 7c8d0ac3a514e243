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
        var classes = ForestTrainer.Classes;
        var order = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] labels = [.. predictions.Rows.Select(row => order[row.Class])];
        var rows = labels.Zip(predictions.Probabilities, (label, p) => (Label: label, P: p)).ToList();
        double[] usual = [.. classes.Select((_, one) =>
            rows.Where(row => row.Label == one).Select(row => (double)row.P[one]).DefaultIfEmpty(1).Average())];
        var sure = rows.Where(row => row.P.Max() > SureAbove).ToList();
        return new LabelNoise(
            Scaled(Confident(rows, usual), labels),
            rows.Count,
            rows.Count(row => Top(row.P) != row.Label),
            sure.Count,
            sure.Count(row => Top(row.P) != row.Label),
            sure.Sum(row => 1 - row.P.Max()),
            rows.Sum(row => 1 - row.P.Max()));
    }

    private static double[,] Confident(List<(int Label, float[] P)> rows, double[] usual)
    {
        var counts = new double[usual.Length, usual.Length];
        foreach (var (label, p) in rows)
        {
            var best = -1;
            for (var one = 0; one < usual.Length; one++)
            {
                best = p[one] >= usual[one] && (best < 0 || p[one] > p[best]) ? one : best;
            }

            if (best >= 0)
            {
                counts[label, best]++;
            }
        }

        return counts;
    }

    // Rows without a confident class are taken to be spread as their label's confident ones are.
    private static double[,] Scaled(double[,] counts, int[] labels)
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

    private static int Top(float[] p) => p.IndexOf(p.Max());
}
