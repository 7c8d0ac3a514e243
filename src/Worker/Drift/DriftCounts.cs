using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Worker.Drift;

/// <summary>Counts of observations: features by bin, classes, confidence. Not for several threads at once.</summary>
internal sealed class DriftCounts
{
    private readonly List<FeatureCounts> _features;
    private readonly Dictionary<string, long> _classes;
    private double _confidence;

    private readonly string _kind;

    public DriftCounts(Ensemble ensemble)
    {
        _kind = ensemble.Inputs.Kind;
        _features = FeatureCounts.Of(ensemble.Manifest);
        _classes = ObjectClass.All.ToDictionary(name => name, _ => 0L);
    }

    public long Rows { get; private set; }

    public void Add(ScoredGroup scored)
    {
        foreach (var feature in _features)
        {
            feature.Add(scored.Features);
        }

        foreach (var prediction in scored.Predictions)
        {
            _classes[prediction.Class]++;
            _confidence += prediction.Confidence;
        }

        Rows += scored.Predictions.Length;
    }

    /// <summary>The figures of these and of older counts together.</summary>
    public DriftFigures With(DriftCounts? older)
    {
        double all = Rows + (older?.Rows ?? 0);
        return new DriftFigures(
            _kind,
            [.. _features.Select((feature, i) => (feature.Name, feature.Index(older?._features[i])))],
            [.. _classes.Select(one => (one.Key, (one.Value + (older?._classes[one.Key] ?? 0)) / all))],
            (_confidence + (older?._confidence ?? 0)) / all);
    }
}
