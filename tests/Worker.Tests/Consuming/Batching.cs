using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Streaming.Classification.Scoring;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;
using Streaming.Worker.Publishing;
using Streaming.Worker.Sky;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Tests.Consuming;

/// <summary>The parts that take observations from delivery to settlement, with a publisher of the test's.</summary>
internal sealed class Batching
{
    private readonly FakeTimeProvider _time;

    public Batching(IMeterFactory meters, IOutcomePublisher publisher, FakeTimeProvider time, EventsOptions? events = null)
    {
        _time = time;
        Progress = new BatchProgress(new WorkerMetrics(meters), new SkyFeed(new SkyAudience(), time), time);
        Aside = new SetAside(Options.Create(events ?? new EventsOptions()), Progress, time);
        Settlement = new BatchSettlement(publisher, Aside, Progress, new WorkerSpans(), time, Log);
    }

    public BatchProgress Progress { get; }

    public SetAside Aside { get; }

    public BatchSettlement Settlement { get; }

    public FakeLogger<BatchSettlement> Log { get; } = new();

    public ObservationBatcher Batcher(ActiveModel active, BatchingOptions options) =>
        new(() => Classifier(active), Settlement, Progress, Options.Create(options), _time);

    public RefusedRetry Retry(ActiveModel active) => new(() => Classifier(active), Settlement, Aside, Progress);

    private BatchClassifier Classifier(ActiveModel active) =>
        new(active, SmallModel.Scorer(), new DriftMonitor(active), _time);
}
