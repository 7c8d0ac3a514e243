using System.Diagnostics.Metrics;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Telemetry;

/// <summary>The worker's own metrics.</summary>
internal sealed class WorkerMetrics
{
    public const string MeterName = "Streaming.Worker";

    private readonly Counter<long> _observations;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _batchDuration;

    public WorkerMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _observations = meter.CreateCounter<long>(
            "streaming.observations",
            unit: "{observation}",
            description: "Observations settled, by outcome and class or reason.");
        _batchSize = meter.CreateHistogram<int>(
            "streaming.batch.size", unit: "{observation}", description: "Observations in a batch.");
        _batchDuration = meter.CreateHistogram<double>(
            "streaming.batch.duration", unit: "s", description: "From closing a batch to the last confirm.");
    }

    public void BatchPublished(IReadOnlyList<Outcome> outcomes, TimeSpan duration)
    {
        foreach (var group in outcomes.CountBy(Describe))
        {
            _observations.Add(
                group.Value, new("streaming.outcome", group.Key.Outcome), new("streaming.detail", group.Key.Detail));
        }

        _batchSize.Record(outcomes.Count);
        _batchDuration.Record(duration.TotalSeconds);
    }

    private static (string Outcome, string Detail) Describe(Outcome outcome) => outcome switch
    {
        { Classified: { } classified } => ("classified", classified.Class),
        _ => ("rejected", outcome.Rejected!.Reasons[0].Code),
    };
}
