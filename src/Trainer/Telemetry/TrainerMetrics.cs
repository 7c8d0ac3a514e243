using System.Diagnostics.Metrics;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Telemetry;

/// <summary>What the trainer does, as metrics; <c>docs/telemetry.md</c> lists every instrument.</summary>
internal sealed class TrainerMetrics
{
    public const string MeterName = "Streaming.Trainer";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200],
    };

    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;
    private readonly Gauge<double> _lastSuccess;
    private readonly Counter<long> _labels;
    private readonly Gauge<int> _waiting;

    /// <param name="meterFactory">Makes the meter.</param>
    /// <param name="models">The store whose champion is told; null where there is none.</param>
    public TrainerMetrics(IMeterFactory meterFactory, ModelStore? models = null)
    {
        var meter = meterFactory.Create(MeterName);
        _runs = meter.CreateCounter<long>(
            "streaming.training.runs", "{run}", "Looks at whether to train a model anew, by what came of it.");
        _duration = meter.CreateHistogram(
            "streaming.training.duration", "s", "A run that trained a model, to the verdict.", advice: Durations);
        _lastSuccess = meter.CreateGauge<double>(
            "streaming.training.last_success", "s", "Unix time of the last run that ended without a fault.");
        _labels = meter.CreateCounter<long>("streaming.labels", "{label}", "Labels received, by what became of them.");
        _waiting = meter.CreateGauge<int>(
            "streaming.labels.waiting", "{label}", "Labels new to the latest model, as of the last look.");
        meter.CreateObservableGauge(
            "streaming.champion.info", () => Champion(models), unit: null, "1 for the champion of the store.");
    }

    /// <summary>Begins the series that are known beforehand: one that begins at 1 shows no increase.</summary>
    public void Begin()
    {
        foreach (var outcome in Enum.GetValues<RunOutcome>())
        {
            _runs.Add(0, Outcome(outcome));
        }

        LabelsTaken(0, 0, 0);
    }

    public void RunEnded(RunOutcome outcome, TimeSpan duration, DateTimeOffset now)
    {
        _runs.Add(1, Outcome(outcome));
        if (outcome is RunOutcome.Promoted or RunOutcome.Refused)
        {
            _duration.Record(duration.TotalSeconds);
        }

        if (outcome is not RunOutcome.Failed)
        {
            _lastSuccess.Record(now.ToUnixTimeSeconds());
        }
    }

    public void LabelsTaken(int stored, int repeated, int rejected)
    {
        _labels.Add(stored, Outcome("stored"));
        _labels.Add(repeated, Outcome("repeated"));
        _labels.Add(rejected, Outcome("rejected"));
    }

    public void LabelsWaiting(int count) => _waiting.Record(count);

    private static KeyValuePair<string, object?> Outcome(RunOutcome outcome) =>
        Outcome(outcome.ToString().ToLowerInvariant());

    private static KeyValuePair<string, object?> Outcome(string value) => new("streaming.outcome", value);

    private static IEnumerable<Measurement<int>> Champion(ModelStore? models)
    {
        try
        {
            return models?.ReadChampion() is { } champion
                ? [new(1, new KeyValuePair<string, object?>("streaming.model.version", champion.Version))]
                : [];
        }
        catch (ModelException)
        {
            // It cannot be read; workers refuse it, with the reason.
            return [];
        }
    }
}
