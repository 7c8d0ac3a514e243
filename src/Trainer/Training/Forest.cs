using Streaming.Classification.Features;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Training;

/// <summary>A trained model that has no version yet.</summary>
/// <param name="File">The bytes of model.zip.</param>
/// <param name="Features">What it looks at.</param>
/// <param name="Scorer">Loaded from <paramref name="File"/>.</param>
internal sealed record Forest(byte[] File, FeatureSchema Features, MlNetScorer Scorer)
{
    // ML.NET's call costs as much as a hundred rows, and a block of these takes a few megabytes.
    private const int BlockRows = 1 << 13;

    /// <summary>
    /// The same trees, calibrated: see <see cref="Classification.Models.EnsembleManifest.Temperature"/>.
    /// </summary>
    public Forest At(double temperature) => this with { Scorer = Scorer.WithTemperature(temperature) };

    /// <summary>Scores rows, in their order.</summary>
    public ProbabilityTable Probabilities(IReadOnlyList<LabelledRow> rows) =>
        Score(rows, CancellationToken.None);

    /// <summary>The same, to be stopped.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Stops between two blocks of rows.</param>
    public ProbabilityTable Score(IReadOnlyList<LabelledRow> rows, CancellationToken cancellation)
    {
        var table = new ProbabilityTable(rows.Count, ForestTrainer.Classes.Count);
        for (var first = 0; first < rows.Count; first += BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = new Observation[Math.Min(BlockRows, rows.Count - first)];
            for (var i = 0; i < block.Length; i++)
            {
                block[i] = rows[first + i].Observation;
            }

            table.Set(first, Scorer.Probabilities(block));
        }

        return table;
    }
}
