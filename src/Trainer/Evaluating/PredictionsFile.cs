using System.Globalization;
using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Evaluating;

/// <summary>
/// Writes every row's probabilities as CSV, for other tools to compare with: the line in the source file, the fold
/// (empty on the hold-out), the true class and the three probabilities.
/// </summary>
internal static class PredictionsFile
{
    /// <summary>Finds out before the work, not after it, that the file has no place.</summary>
    /// <exception cref="FailureException">Its folder does not exist, or it is a folder itself.</exception>
    public static void EnsurePlace(string file)
    {
        if (Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
        {
            throw new FailureException($"--out {file}: cannot be written: no such folder, or a folder itself");
        }
    }

    /// <exception cref="FailureException">The file cannot be written.</exception>
    public static void Write(
        string file, IReadOnlyList<string> classes, IEnumerable<(LabelledRow Row, float[] Probabilities)> predictions)
    {
        var order = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var (star, galaxy, qso) = (order[ObjectClass.Star], order[ObjectClass.Galaxy], order[ObjectClass.Qso]);
        try
        {
            using var writer = new StreamWriter(file) { NewLine = "\n" };
            writer.WriteLine("line,fold,class,p_star,p_galaxy,p_qso");
            foreach (var (row, p) in predictions)
            {
                var fold = row.Key.IsHoldOut ? "" : row.Key.Fold.ToString(CultureInfo.InvariantCulture);
                writer.WriteLine(FormattableString.Invariant(
                    $"{row.Line},{fold},{row.Class},{p[star]:R},{p[galaxy]:R},{p[qso]:R}"));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"--out {file}: cannot be written: {fault.Message}", fault);
        }
    }
}
