using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Publishing;

/// <summary>An event on its way to the broker.</summary>
/// <param name="Exchange">Where it goes.</param>
/// <param name="Id">Its message id.</param>
/// <param name="Message">The event.</param>
/// <param name="Trace">The trace that it continues.</param>
internal readonly record struct OutgoingEvent(
    EventExchange Exchange, Guid Id, object Message, ObservationTrace Trace)
{
    /// <summary>The ids of the outcomes that it tells of.</summary>
    public IEnumerable<Guid> Outcomes => Message is ObjectsClassified many
        ? many.Objects.Select(one => one.EventId!.Value)
        : [Id];

    public static OutgoingEvent Of(Outcome outcome) => outcome.Classified is { } classified
        ? new(EventExchange.Classified, outcome.EventId, classified, outcome.Trace)
        : new(EventExchange.Rejected, outcome.EventId, outcome.Rejected!, outcome.Trace);

    /// <summary>
    /// One event of several classifications, all of them of observations with the same mark, or all without. It belongs to
    /// the trace of none of them.
    /// </summary>
    public static OutgoingEvent Of(IReadOnlyList<Outcome> classified) => new(
        EventExchange.Objects,
        Contracts.EventId.OfObjects(classified.Select(outcome => outcome.EventId)),
        new ObjectsClassified
        {
            Objects = [.. classified.Select(outcome => outcome.Classified! with { EventId = outcome.EventId })],
        },
        ObservationTrace.OfMark(classified[0].Trace.Resent));

    public static OutgoingEvent Of(ModelReport report) => report.Activated is { } activated
        ? new(EventExchange.Activated, report.EventId, activated, Trace: default)
        : new(EventExchange.Refused, report.EventId, report.Refused!, Trace: default);
}
