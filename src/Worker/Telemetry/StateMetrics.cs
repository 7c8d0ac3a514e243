using System.Diagnostics.Metrics;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;

namespace Streaming.Worker.Telemetry;

/// <summary>What is, as gauges read when somebody asks; <see cref="WorkerMetrics"/> has what happens.</summary>
internal sealed class StateMetrics(
    IMeterFactory meterFactory,
    WorkerMetrics metrics,
    BatchProgress progress,
    ObservationConsumption consumption,
    ActiveModel activeModel,
    DriftMonitor drift,
    TimeProvider time) : IHostedService
{
    private const string Seconds = "s";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meterFactory.Create(WorkerMetrics.MeterName);
        meter.CreateObservableUpDownCounter(
            "streaming.observations.in_flight",
            () => progress.InFlight,
            "{observation}",
            "Observations delivered to this worker and not settled.");
        meter.CreateObservableGauge(
            "streaming.batch.oldest_age",
            () => progress.OldestAge().TotalSeconds,
            Seconds,
            "Age of the oldest batch in work, 0 without one.");
        meter.CreateObservableGauge(
            "streaming.consuming",
            () => consumption.IsConsuming ? 1 : 0,
            unit: null,
            "1 while the queue is consumed, else 0.");
        metrics.Begin();
        AddModel(meter);
        AddDrift(meter);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void AddModel(Meter meter)
    {
        meter.CreateObservableGauge(
            "streaming.model.info",
            () => OfModel(model => [Tagged(1, "streaming.model.version", model.Version)]),
            unit: null,
            "1 for the model in use.");
        meter.CreateObservableGauge(
            "streaming.model.age",
            () => OfModel(model => [new((time.GetUtcNow() - model.CreatedAt).TotalSeconds)]),
            Seconds,
            "Since the model in use was trained.");
        meter.CreateObservableGauge(
            "streaming.model.hold_out",
            () => OfModel(model => model.HoldOut is { } holdOut ? OfHoldOut(holdOut) : []),
            unit: null,
            "Figures of the model in use on its hold-out.");
        meter.CreateObservableGauge(
            "streaming.drift.class_share_trained",
            () => OfModel(model => model.Data is { } data ? OfClasses(data.TrainingRows) : []),
            unit: null,
            "Share of each class in the training data of the model in use.");
    }

    private void AddDrift(Meter meter)
    {
        meter.CreateObservableGauge(
            "streaming.drift.psi",
            () => drift.Recent()?.Stability.Select(one => Tagged(one.Index, "streaming.feature", one.Feature)) ?? [],
            unit: null,
            "Population stability index of each feature, recent observations against the training data.");
        meter.CreateObservableGauge(
            "streaming.drift.class_share",
            () => drift.Recent()?.ClassShares.Select(one => Tagged(one.Share, "streaming.class", one.Class)) ?? [],
            unit: null,
            "Share of each class among the recent observations.");
        meter.CreateObservableGauge(
            "streaming.drift.confidence",
            () => drift.Recent() is { } recent ? (Measurement<double>[])[new(recent.Confidence)] : [],
            unit: null,
            "Mean confidence of the recent observations.");
    }

    private IEnumerable<Measurement<double>> OfModel(Func<ModelManifest, IEnumerable<Measurement<double>>> measure) =>
        activeModel.Current is { } model ? measure(model.Manifest) : [];

    private static IEnumerable<Measurement<double>> OfHoldOut(ModelMetrics holdOut)
    {
        yield return Tagged(holdOut.MacroF1, "streaming.metric", "macro_f1");
        if (holdOut.Classes.TryGetValue(ObjectClass.Qso, out var qso))
        {
            yield return Tagged(qso.Recall, "streaming.metric", "qso_recall");
        }

        yield return Tagged(holdOut.LogLoss, "streaming.metric", "log_loss");
        yield return Tagged(holdOut.CalibrationError, "streaming.metric", "calibration_error");
    }

    private static IEnumerable<Measurement<double>> OfClasses(IReadOnlyDictionary<string, int> rows)
    {
        double all = rows.Values.Sum();
        return rows.Select(one => Tagged(one.Value / all, "streaming.class", one.Key));
    }

    private static Measurement<double> Tagged(double value, string tag, string tagValue) =>
        new(value, new KeyValuePair<string, object?>(tag, tagValue));
}
