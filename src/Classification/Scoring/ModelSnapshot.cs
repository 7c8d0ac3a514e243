using Microsoft.ML;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Classification.Scoring;

/// <summary>
/// A loaded model, immutable and safe to use from many threads: ML.NET's transformer holds no state between calls. It
/// is never disposed; the garbage collector takes it when its last batch has ended.
/// </summary>
internal sealed class ModelSnapshot
{
    // Float probabilities carry seven digits; more would only lengthen the events.
    private const int ProbabilityDigits = 7;

    private readonly BatchScorer _scorer;
    private readonly int _star;
    private readonly int _galaxy;
    private readonly int _qso;

    public ModelSnapshot(ModelManifest manifest, FeatureSchema schema, ITransformer transformer)
    {
        Manifest = manifest;
        Reference = new ModelReference { Version = manifest.Version, Sha256 = manifest.Sha256 };
        _scorer = new BatchScorer(schema, transformer, manifest.Temperature);
        _star = IndexOf(ObjectClass.Star);
        _galaxy = IndexOf(ObjectClass.Galaxy);
        _qso = IndexOf(ObjectClass.Qso);

        int IndexOf(string name) => manifest.Classes.ToList().IndexOf(name);
    }

    public ModelManifest Manifest { get; }

    public ModelReference Reference { get; }

    /// <summary>Classifies a batch. Answers in the order of the batch.</summary>
    public IReadOnlyList<Prediction> Score(IReadOnlyList<Observation> batch)
    {
        var rows = _scorer.Rows(batch);
        return [.. _scorer.Probabilities(rows).Zip(rows, ToPrediction)];
    }

    /// <summary>Probabilities of every row, in the manifest's class order.</summary>
    public IReadOnlyList<float[]> Probabilities(IReadOnlyList<Observation> batch) => _scorer.Probabilities(batch);

    private Prediction ToPrediction(float[] scores, FeatureRow row)
    {
        var probabilities = new ClassProbabilities
        {
            Star = Math.Round(scores[_star], ProbabilityDigits),
            Galaxy = Math.Round(scores[_galaxy], ProbabilityDigits),
            Qso = Math.Round(scores[_qso], ProbabilityDigits),
        };
        var top = scores.IndexOf(scores.Max());
        return new Prediction(
            Manifest.Classes[top], Math.Round(scores[top], ProbabilityDigits), probabilities, row.Features);
    }
}
