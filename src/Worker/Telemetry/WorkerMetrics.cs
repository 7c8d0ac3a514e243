using System.Diagnostics.Metrics;
using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;

namespace Streaming.Worker.Telemetry;

/// <summary>
/// What happens, as counters and histograms; <see cref="StateMetrics"/> has what is. Counted by the batch where that
/// can be, since this is on the path of every observation. <c>docs/telemetry.md</c> lists every instrument.
/// </summary>
internal sealed class WorkerMetrics
{
    public const string MeterName = "Streaming.Worker";

    /// <summary>Tag of what an answer was made from: spectroscopic or photometric.</summary>
    public const string KindTag = "streaming.inputs.kind";

    private const string Seconds = "s";
    private const string Observations = "{observation}";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries =
            [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600],
    };

    private static readonly InstrumentAdvice<int> Sizes = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000],
    };

    private readonly RecentVisits _visits = new();
    private readonly BusiestSources _sources = new();
    private readonly Counter<long> _observations;
    private readonly Counter<long> _inputs;
    private readonly Counter<long> _candidates;
    private readonly Counter<long> _novel;
    private readonly Counter<long> _bySource;
    private readonly Counter<long> _redelivered;
    private readonly Counter<long> _batchFailures;
    private readonly Counter<long> _moved;
    private readonly Counter<long> _visitsSeen;
    private readonly Counter<long> _swaps;
    private readonly Counter<long> _refusals;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _queueWait;
    private readonly Histogram<double> _batchWait;
    private readonly Histogram<double> _scoring;
    private readonly Histogram<double> _publishing;
    private readonly Histogram<double> _endToEnd;

    public WorkerMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _observations = meter.CreateCounter<long>(
            "streaming.observations", Observations, "Observations settled, by outcome and class or reason.");
        _inputs = meter.CreateCounter<long>(
            "streaming.observations.inputs", Observations, "Classified, by kind of inputs and number of bands used.");
        _candidates = meter.CreateCounter<long>(
            "streaming.observations.candidates", Observations, "Classified, by kind and number of candidates.");
        _novel = meter.CreateCounter<long>(
            "streaming.observations.novel", Observations, "Classified and novel, by kind and source.");
        _bySource = meter.CreateCounter<long>(
            "streaming.observations.by_source", Observations, "Settled, by outcome and source.");
        _redelivered = meter.CreateCounter<long>(
            "streaming.observations.redelivered", Observations, "Deliveries that the broker had tried before.");
        _batchFailures = meter.CreateCounter<long>(
            "streaming.batch.failures", "{batch}", "Batches of which nothing was confirmed, by the fault's type.");
        _moved = meter.CreateCounter<long>(
            "streaming.messages.errors", "{message}", "Messages moved to an error queue.");
        _visitsSeen = meter.CreateCounter<long>(
            "streaming.visits", "{visit}", "Visits whose first observation was settled here.");
        _swaps = meter.CreateCounter<long>("streaming.model.swaps", "{swap}", "Models taken into use.");
        _refusals = meter.CreateCounter<long>("streaming.model.refusals", "{refusal}", "Champions refused.");
        _batchSize = meter.CreateHistogram(
            "streaming.batch.size", Observations, "Observations in a batch, by why it was closed.", advice: Sizes);
        _queueWait = Duration("streaming.queue.wait", "From entering the broker to delivery.");
        _batchWait = Duration("streaming.batch.wait", "From delivery to the closing of the batch.");
        _scoring = Duration("streaming.scoring.duration", "Reading, validating and scoring a batch.");
        _publishing = Duration("streaming.publish.duration", "From a batch's first publish to its last confirm.");
        _endToEnd = Duration("streaming.end_to_end.duration", "From entering the broker to the confirmed event.");

        Histogram<double> Duration(string name, string description) =>
            meter.CreateHistogram(name, Seconds, description, advice: Durations);
    }

    /// <summary>Begins the series that are known beforehand: one that begins at 1 shows no increase.</summary>
    public void Begin()
    {
        foreach (var name in ObjectClass.All)
        {
            Settled(0, ("classified", "streaming.class", name));
        }

        foreach (var counter in (Counter<long>[])[_redelivered, _moved, _visitsSeen, _swaps, _refusals])
        {
            counter.Add(0);
        }
    }

    public void Redelivered() => _redelivered.Add(1);

    /// <param name="batch">The batch, whose events are confirmed now.</param>
    /// <param name="outcomes">What became of its observations.</param>
    /// <param name="answers">The same, counted.</param>
    /// <param name="time">The clock; its time is compared with other machines'.</param>
    public void BatchPublished(
        ObservationBatch batch,
        IReadOnlyList<Outcome> outcomes,
        IReadOnlyList<KeyValuePair<Answers, int>> answers,
        TimeProvider time)
    {
        _batchSize.Record(outcomes.Count, new KeyValuePair<string, object?>("streaming.batch.closed_by", batch.ClosedBy));
        _scoring.Record(time.GetElapsedTime(batch.Started, batch.Scored).TotalSeconds);
        _publishing.Record(time.GetElapsedTime(batch.Scored).TotalSeconds);
        var (now, began) = (time.GetUtcNow(), time.GetElapsedTime(batch.Started));
        foreach (var message in batch.Messages)
        {
            var wait = time.GetElapsedTime(message.Delivered, batch.Started);
            _batchWait.Record(wait.TotalSeconds);
            if (message.EnteredAt is { } entered)
            {
                _queueWait.Record(SecondsBetween(entered, now - began - wait));
                _endToEnd.Record(SecondsBetween(entered, now));
            }
        }

        foreach (var (answer, count) in answers)
        {
            Count(answer, count);
        }

        if (_visits.CountNew(outcomes) is > 0 and var visits)
        {
            _visitsSeen.Add(visits);
        }
    }

    public void BatchFailed(Exception fault) =>
        _batchFailures.Add(1, new KeyValuePair<string, object?>("error.type", fault.GetType().FullName));

    public void Moved(int count) => _moved.Add(count);

    public void ModelActivated() => _swaps.Add(1);

    public void ModelRefused() => _refusals.Add(1);

    private void Count(Answers answer, int count)
    {
        var kind = new KeyValuePair<string, object?>(KindTag, answer.Kind);
        var source = new KeyValuePair<string, object?>("streaming.source", _sources.NameOf(answer.Source, count));
        Settled(count, answer.Class is null
            ? ("rejected", "streaming.reason", answer.Reason!)
            : ("classified", "streaming.class", answer.Class));
        _bySource.Add(count, source, new("streaming.outcome", answer.Class is null ? "rejected" : "classified"));
        if (answer.Inputs is not null)
        {
            _inputs.Add(count, kind, new("streaming.inputs.bands", answer.Bands));
        }

        if (answer.Candidates is { } candidates)
        {
            _candidates.Add(count, kind, new("streaming.candidates", candidates));
        }

        if (answer.IsNovel)
        {
            _novel.Add(count, kind, source);
        }
    }

    private void Settled(int count, (string Outcome, string Tag, string Value) kind) =>
        _observations.Add(count, new("streaming.outcome", kind.Outcome), new(kind.Tag, kind.Value));

    // The broker's clock may be ahead of ours: time does not run backwards for that.
    private static double SecondsBetween(DateTimeOffset entered, DateTimeOffset until) =>
        Math.Max(0, (until - entered).TotalSeconds);
}
