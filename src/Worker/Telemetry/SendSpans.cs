using System.Diagnostics;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Telemetry;

/// <summary>The spans of a batch's events. Disposing ends them.</summary>
/// <param name="spans">Makes them.</param>
/// <param name="batch">The span of the batch; null when nobody wants it.</param>
internal sealed class SendSpans(WorkerSpans spans, Activity? batch) : IDisposable
{
    private List<Activity>? _started;

    /// <summary>Starts the span of an event; null when nobody wants it.</summary>
    public Activity? Add(OutgoingEvent one)
    {
        var span = spans.StartSend(one);
        if (span is not null)
        {
            (_started ??= []).Add(span);
        }

        // The next event's span stands beside this one, not in it.
        Activity.Current = batch;

        return span;
    }

    public void Fail(Exception fault) => _started?.ForEach(span => WorkerSpans.Fail(span, fault));

    public void Dispose() => _started?.ForEach(span => span.Dispose());
}
