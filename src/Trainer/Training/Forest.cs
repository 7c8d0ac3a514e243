using Streaming.Classification.Features;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Training;

/// <summary>A trained model that has no version yet.</summary>
/// <param name="File">The bytes of model.zip.</param>
/// <param name="Features">What it looks at.</param>
/// <param name="Scorer">Loaded from <paramref name="File"/>.</param>
internal sealed record Forest(byte[] File, FeatureSchema Features, MlNetScorer Scorer)
{
    /// <summary>
    /// The same trees, calibrated: see <see cref="Classification.Models.EnsembleManifest.Temperature"/>.
    /// </summary>
    public Forest At(double temperature) => this with { Scorer = Scorer.WithTemperature(temperature) };

    /// <summary>Scores rows, in their order.</summary>
    public IReadOnlyList<float[]> Probabilities(IReadOnlyList<LabelledRow> rows) =>
        Scorer.Probabilities([.. rows.Select(row => row.Observation)]);
}
