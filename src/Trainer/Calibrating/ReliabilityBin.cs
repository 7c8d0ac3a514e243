using Streaming.Trainer.Training;

namespace Streaming.Trainer.Calibrating;

/// <summary>Rows of like confidence: what was promised of them, and what came true.</summary>
/// <param name="Low">Smallest confidence of the bin.</param>
/// <param name="High">Largest.</param>
/// <param name="Rows">How many rows fell into it.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">Share of them whose class was right.</param>
internal sealed record ReliabilityBin(double Low, double High, int Rows, double Confidence, double Accuracy)
{
    /// <summary>As many as the calibration error of a manifest has.</summary>
    private const int Bins = 15;

    /// <summary>The bins that have rows.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(OutOfFold predictions)
    {
        var truth = predictions.Truth();
        var (rows, confidence, right) = (new int[Bins], new double[Bins], new int[Bins]);
        for (var i = 0; i < truth.Length; i++)
        {
            var top = predictions.Probabilities.Top(i);
            double stated = predictions.Probabilities.Row(i)[top];
            var bin = Math.Min((int)(stated * Bins), Bins - 1);
            rows[bin]++;
            confidence[bin] += stated;
            right[bin] += top == truth[i] ? 1 : 0;
        }

        return
        [
            .. Enumerable.Range(0, Bins).Where(bin => rows[bin] > 0).Select(bin => new ReliabilityBin(
                (double)bin / Bins,
                (bin + 1.0) / Bins,
                rows[bin],
                confidence[bin] / rows[bin],
                (double)right[bin] / rows[bin])),
        ];
    }
}
