using System.Diagnostics.Metrics;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;
using Streaming.Worker.Health;

namespace Streaming.Worker.Telemetry;

/// <summary>What is, as gauges read when somebody asks; <see cref="WorkerMetrics"/> has what happens.</summary>
internal sealed class StateMetrics(
    IMeterFactory meterFactory,
    WorkerMetrics metrics,
    BatchProgress progress,
    SetAside aside,
    ObservationConsumption consumption,
    Readiness readiness,
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
            "streaming.messages.set_aside",
            () => aside.Count,
            "{message}",
            "Messages whose events the broker has refused, to be tried again.");
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
        meter.CreateObservableGauge(
            "streaming.ready",
            () => readiness.Reasons is { Count: > 0 } reasons
                ? reasons.DistinctBy(reason => reason.Code)
                    .Select(reason => Tagged(0, "streaming.reason", reason.Code))
                : [Tagged(1, "streaming.reason", "none")],
            unit: null,
            "1 while the worker is ready, else 0 for each reason why it is not.");
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
            () => OfModel(model => [Tagged(1, "streaming.model.version", model.Manifest.Version)]),
            unit: null,
            "1 for the model in use.");
        meter.CreateObservableGauge(
            "streaming.model.ensembles",
            () => OfModel(model => model.Ensembles
                .CountBy(one => one.NotCompiled is null ? "compiled" : "ml_net")
                .Select(form => Tagged(form.Value, "streaming.form", form.Key))),
            "{ensemble}",
            "Ensembles of the model in use by how they are scored: compiled, or by ML.NET itself, many times slower.");
        meter.CreateObservableGauge(
            "streaming.model.age",
            () => OfModel(model => [new((time.GetUtcNow() - model.Manifest.CreatedAt).TotalSeconds)]),
            Seconds,
            "Since the model in use was trained.");
        meter.CreateObservableGauge(
            "streaming.model.hold_out",
            () => OfModel(model => OfHoldOut(model.Spectroscopic).Concat(OfHoldOut(model.Photometric))),
            unit: null,
            "Figures of the model in use on its hold-out, of its fullest ensemble of each kind.");
        meter.CreateObservableGauge(
            "streaming.drift.class_share_trained",
            () => OfModel(model => model.Manifest.Data is { } data ? OfClasses(data.TrainingRows) : []),
            unit: null,
            "Share of each class in the training data of the model in use.");
    }

    private void AddDrift(Meter meter)
    {
        meter.CreateObservableGauge(
            "streaming.drift.psi",
            () => OfDrift(one => one.Stability.Select(feature => Tagged(
                feature.Index, "streaming.feature", feature.Feature, one.Kind))),
            unit: null,
            "Population stability index of each feature, recent observations against the training data.");
        meter.CreateObservableGauge(
            "streaming.drift.class_share",
            () => OfDrift(one => one.ClassShares.Select(share => Tagged(
                share.Share, "streaming.class", share.Class, one.Kind))),
            unit: null,
            "Share of each class among the recent observations.");
        meter.CreateObservableGauge(
            "streaming.drift.confidence",
            () => OfDrift(one => [new Measurement<double>(
                one.Confidence, new KeyValuePair<string, object?>(WorkerMetrics.KindTag, one.Kind))]),
            unit: null,
            "Mean confidence of the recent observations.");
    }

    private IEnumerable<Measurement<double>> OfDrift(Func<DriftFigures, IEnumerable<Measurement<double>>> measure) =>
        drift.Recent().SelectMany(measure);

    private IEnumerable<Measurement<double>> OfModel(Func<ModelSnapshot, IEnumerable<Measurement<double>>> measure) =>
        activeModel.Current is { } model ? measure(model) : [];

    private static IEnumerable<Measurement<double>> OfHoldOut(Ensemble? ensemble)
    {
        if (ensemble?.Manifest.HoldOut is not { } holdOut)
        {
            yield break;
        }

        yield return Of("macro_f1", holdOut.MacroF1);
        if (holdOut.Classes.TryGetValue(ObjectClass.Qso, out var qso))
        {
            yield return Of("qso_recall", qso.Recall);
        }

        yield return Of("log_loss", holdOut.LogLoss);
        yield return Of("calibration_error", holdOut.CalibrationError);

        Measurement<double> Of(string metric, double value) =>
            Tagged(value, "streaming.metric", metric, ensemble.Inputs.Kind);
    }

    private static IEnumerable<Measurement<double>> OfClasses(IReadOnlyDictionary<string, int> rows)
    {
        double all = rows.Values.Sum();
        return rows.Select(one => Tagged(one.Value / all, "streaming.class", one.Key));
    }

    private static Measurement<double> Tagged(double value, string tag, string tagValue) =>
        new(value, new KeyValuePair<string, object?>(tag, tagValue));

    private static Measurement<double> Tagged(double value, string tag, string tagValue, string kind) => new(
        value,
        new KeyValuePair<string, object?>(tag, tagValue),
        new KeyValuePair<string, object?>(WorkerMetrics.KindTag, kind));
}
