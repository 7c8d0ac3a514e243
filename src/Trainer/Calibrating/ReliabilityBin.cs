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
        var rows = predictions.Rows.Zip(predictions.Probabilities, (row, p) =>
        {
            var top = p.Max();
            return (Confidence: (double)top, IsRight: ForestTrainer.Classes[p.IndexOf(top)] == row.Class);
        });
        return [.. rows.GroupBy(row => Math.Min((int)(row.Confidence * Bins), Bins - 1)).OrderBy(bin => bin.Key)
            .Select(bin =>
            new ReliabilityBin(
                (double)bin.Key / Bins,
                (bin.Key + 1.0) / Bins,
                bin.Count(),
                bin.Average(row => row.Confidence),
                bin.Average(row => row.IsRight ? 1.0 : 0.0)))];
    }
}
