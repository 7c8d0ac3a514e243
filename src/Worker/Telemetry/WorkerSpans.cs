using System.Diagnostics;
using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Telemetry;

/// <summary>
/// The worker's spans: one for a batch, which links to its observations, and one for each event, which continues its
/// own observation's trace. Null stands for a span that nobody wants.
/// </summary>
internal sealed class WorkerSpans(RabbitMqAddress? broker = null)
{
    public const string SourceName = "Streaming.Worker";
    public const string Process = "process " + ObservationsTopology.Queue;

    private static readonly ActivitySource Source =
        new(SourceName, typeof(WorkerSpans).Assembly.GetName().Version?.ToString(fieldCount: 3));

    /// <summary>Starts the span of a batch; recorded if one of its observations is.</summary>
    public Activity? StartBatch(IReadOnlyList<IncomingMessage> batch, string closedBy)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var links = new List<ActivityLink>();
        foreach (var message in batch)
        {
            if (message.Trace.IsSampled && message.Trace.TryRead(out var publisher))
            {
                links.Add(new ActivityLink(publisher));
            }
        }

        // A trace of its own, since a span has one parent. No span is its parent: the context only tells the sampler
        // to record what a recorded observation passed through.
        var root = links.Count > 0
            ? new ActivityContext(ActivityTraceId.CreateRandom(), spanId: default, ActivityTraceFlags.Recorded)
            : default;
        Activity.Current = null;
        var span = Start(Source.CreateActivity(Process, ActivityKind.Consumer, root, links: links));
        SetMessaging(span, "process", ObservationsTopology.Queue);
        span?.SetTag(SpanAttributes.MessageCount, batch.Count);
        span?.SetTag(SpanAttributes.ClosedBy, closedBy);
        return span;
    }

    /// <summary>Starts the span of an event, within the span of its batch.</summary>
    public Activity? StartSend(OutgoingEvent one)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var batch = Activity.Current;
        if (!one.Trace.TryRead(out var publisher) && one.Message is not ObjectsClassified)
        {
            // It came without a trace: its own begins here, not in the batch's, which only an event of many belongs to.
            Activity.Current = null;
        }

        var span = Start(Source.CreateActivity(one.Exchange.SpanName, ActivityKind.Producer, publisher));
        if (span is null)
        {
            return null;
        }

        if (batch is { Recorded: true })
        {
            span.AddLink(new ActivityLink(batch.Context));
        }

        SetMessaging(span, "send", one.Exchange.Name);
        span.SetTag(SpanAttributes.MessageId, one.Id.ToString());
        _ = one.Message switch
        {
            ObjectClassified classified => span.SetTag(SpanAttributes.ObservationId, classified.ObservationId),
            ObservationRejected rejected => span.SetTag(SpanAttributes.ObservationId, rejected.ObservationId),
            ObjectsClassified objects => span.SetTag(SpanAttributes.MessageCount, objects.Objects.Count),
            _ => span,
        };
        return span;
    }

    /// <summary>The spans of a batch's events, which end together: with their confirms, or in the fault.</summary>
    public SendSpans StartSends() => new(this, Activity.Current);

    /// <summary>Notes the model that a batch was scored by.</summary>
    public static void SetModel(Activity? batch, IReadOnlyList<Outcome> outcomes) =>
        batch?.SetTag(
            SpanAttributes.ModelVersion,
            outcomes.Select(outcome => outcome.Classified?.Model.Version).FirstOrDefault(version => version is not null));

    /// <summary>Ends a span in a fault.</summary>
    public static void Fail(Activity? span, Exception fault)
    {
        span?.SetStatus(ActivityStatusCode.Error, fault.Message);
        span?.SetTag(SpanAttributes.ErrorType, fault.GetType().FullName);
        span?.Stop();
    }

    // The SDK makes an unrecorded activity for every root that it drops; never started, it costs no more.
    private static Activity? Start(Activity? span) => span is { Recorded: true } ? span.Start() : null;

    private void SetMessaging(Activity? span, string operation, string destination)
    {
        span?.SetTag(SpanAttributes.System, broker is null ? "in_memory" : "rabbitmq");
        span?.SetTag(SpanAttributes.OperationType, operation);
        span?.SetTag(SpanAttributes.OperationName, operation);
        span?.SetTag(SpanAttributes.Destination, destination);
        if (broker is not null)
        {
            span?.SetTag(SpanAttributes.ServerAddress, broker.Factory.HostName);
            span?.SetTag(SpanAttributes.ServerPort, broker.Factory.Endpoint.Port);
        }
    }
}
