using System.Diagnostics;
using MassTransit.Serialization;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Publishing;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Telemetry;

/// <summary>
/// With the SDK that the worker runs with. What a listener hears is nobody's in particular, since other tests make
/// batches meanwhile: these look at the spans that they are given.
/// </summary>
[Collection(nameof(WorkerSpans))]
public sealed class WorkerSpansTests
{
    private static readonly ObservationTrace Sampled = new(
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", State: null);

    private static readonly ObservationTrace Dropped = new(
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", State: null);

    private static readonly OutgoingEvent Sent = OutgoingEvent.Of(
        ShippedModel.Classifier().Classify([Incoming(default)])[0]);

    private readonly WorkerSpans _spans = new();

    [Fact]
    public void A_batch_is_recorded_when_one_of_its_observations_is()
    {
        using var provider = Collect(new ParentBasedSampler(new AlwaysOffSampler()));

        using var batch = _spans.StartBatch([Incoming(default), Incoming(Dropped), Incoming(Sampled)], "time");

        Assert.NotNull(batch);
        Assert.Equal(Sampled.Parent, $"00-{batch.Links.Single().Context.TraceId}-{batch.Links.Single().Context.SpanId}-01");
        Assert.Equal(3, batch.GetTagItem("messaging.batch.message_count"));
        Assert.Equal("time", batch.GetTagItem("streaming.batch.closed_by"));
    }

    [Fact]
    public void A_batch_is_not_recorded_when_none_is()
    {
        using var provider = Collect(new ParentBasedSampler(new AlwaysOffSampler()));

        Assert.Null(_spans.StartBatch([Incoming(default), Incoming(Dropped)], "time"));
    }

    [Fact]
    public void Whatever_span_is_current_is_not_the_parent_of_a_batch()
    {
        using var provider = Collect(new AlwaysOnSampler());
        using var other = new Activity("receive").Start();

        using var linked = _spans.StartBatch([Incoming(Sampled)], "size");
        Activity.Current = other;
        using var alone = _spans.StartBatch([Incoming(default)], "size");

        Assert.All([linked!, alone!], batch => Assert.Equal(default, batch.ParentSpanId));
        Assert.All([linked!, alone!], batch => Assert.NotEqual(other.TraceId, batch.TraceId));
    }

    [Fact]
    public void An_observation_that_came_without_a_trace_begins_one_and_not_within_the_batch()
    {
        using var provider = Collect(new AlwaysOnSampler());
        using var batch = _spans.StartBatch([Incoming(default)], "size");

        using var send = _spans.StartSend(Sent);

        Assert.NotNull(send);
        Assert.NotEqual(batch!.TraceId, send.TraceId);
        Assert.Equal(default, send.ParentSpanId);
        Assert.Equal(batch.Context, send.Links.Single().Context);
    }

    [Fact]
    public void A_fault_shows_on_the_span()
    {
        using var provider = Collect(new AlwaysOnSampler());
        using var batch = _spans.StartBatch([Incoming(Sampled)], "size");

        WorkerSpans.Fail(batch, new TimeoutException("no confirm"));

        Assert.Equal(ActivityStatusCode.Error, batch!.Status);
        Assert.Equal("no confirm", batch.StatusDescription);
        Assert.Equal("System.TimeoutException", batch.GetTagItem("error.type"));
        Assert.True(batch.IsStopped);
    }

    // Other samplers than ours are asked too, also about what the publisher has dropped.
    [Fact]
    public void A_sampler_that_records_everything_records_what_the_publisher_dropped()
    {
        using var provider = Collect(new AlwaysOnSampler());

        using var send = _spans.StartSend(Sent with { Trace = Dropped });

        Assert.Equal("b7ad6b7169203331", send!.ParentSpanId.ToString());
    }

    [Fact]
    public void Without_a_collector_nothing_is_made()
    {
        var headers = Headers(Dropped);
        var batch = new[] { Incoming(Dropped) };

        Assert.Equal(0, Allocated(() =>
        {
            _ = ObservationTrace.Of(headers);
            _ = _spans.StartBatch(batch, "size");
            _ = _spans.StartSend(Sent);
        }));
    }

    [Fact]
    public void An_observation_that_is_sampled_out_costs_less_than_a_span()
    {
        using var provider = Collect(new ParentBasedSampler(new TraceIdRatioBasedSampler(0.01)));
        var headers = Headers(Dropped);
        var sent = Sent with { Trace = Dropped };

        Assert.Equal(0, Allocated(() => _ = ObservationTrace.Of(headers).IsSampled));
        Assert.InRange(
            Allocated(() => _ = _spans.StartSend(sent)), 0, Allocated(() => _ = new Activity("send")) - 1);
    }

    private static TracerProvider Collect(Sampler sampler) =>
        Sdk.CreateTracerProviderBuilder().AddSource(WorkerSpans.SourceName).SetSampler(sampler).Build();

    private static IncomingMessage Incoming(ObservationTrace trace) =>
        new(Bodies.Json(Bodies.Good()), null, ObservationsTopology.Queue) { Trace = trace };

    private static DictionarySendHeaders Headers(ObservationTrace trace) =>
        new(new Dictionary<string, object?> { [ObservationTrace.ParentHeader] = trace.Parent });

    /// <summary>Bytes that one call allocates, once all is compiled and cached.</summary>
    private static long Allocated(Action act)
    {
        const int calls = 1_000;
        for (var i = 0; i < calls; i++)
        {
            act();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++)
        {
            act();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / calls;
    }
}
