using System.Diagnostics;
using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>
/// One trace an observation: publisher, worker, subscriber. All three send their spans to a real receiver. Alone: what a
/// test beside these publishes from this process would send its spans there, too.
/// </summary>
[Collection(nameof(TraceTests))]
[CollectionDefinition(nameof(TraceTests), DisableParallelization = true)]
public sealed class TraceTests(BrokerFixture broker, SmallModelFixture model)
{
    private const string Worker = "streaming-worker";
    private const string Process = "process observations";
    private const string SendClassified = "send Streaming.Contracts:ObjectClassified";
    private const int Count = 500;

    [Fact]
    public async Task Each_of_500_observations_is_one_trace_from_a_plain_publisher_to_a_plain_subscriber()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        using var observatory = TestTelemetry.Start(
            receiver, "RabbitMQ.Client.Publisher", "RabbitMQ.Client.Subscriber");

        await stage.Telescope.SendAsync(Stage.Observations(Count), Patience.Token());
        var worker = await stage.StartWorkerAsync(model.Store, receiver.Settings);
        await stage.Events.CountAsync(Count);
        await stage.AssertNothingLeftAsync(worker);

        await AssertConnectedAsync(receiver);
    }

    [Fact]
    public async Task Each_of_500_observations_is_one_trace_from_a_MassTransit_publisher_to_its_subscriber()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        using var observatory = TestTelemetry.Start(receiver, "MassTransit");
        await using var client = await MassTransitClient.SubscribeAsync<ObjectClassified>(
            stage.Host.Address, _ => Task.CompletedTask);

        await Task.WhenAll(
            Stage.Observations(Count).Select(observation => client.Bus.Publish(observation, Patience.Token())));
        var worker = await stage.StartWorkerAsync(model.Store, receiver.Settings);
        await stage.Events.CountAsync(Count);
        await stage.AssertNothingLeftAsync(worker);

        await AssertConnectedAsync(receiver);
    }

    [Fact]
    public async Task An_observation_whose_trace_is_not_recorded_gets_no_span_and_hands_its_trace_on()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var recorded = Context(ActivityTraceFlags.Recorded);
        var dropped = Context(ActivityTraceFlags.None);
        var parents = new[] { recorded, dropped, null };

        foreach (var (observation, parent) in Stage.Observations(3).Zip(parents))
        {
            await stage.Telescope.SendAsync(observation, Headers(parent), Patience.Token());
        }

        var settings = receiver.Settings;
        settings["OTEL_TRACES_SAMPLER_ARG"] = "0";
        var worker = await stage.StartWorkerAsync(model.Store, settings);
        var events = await stage.Events.CountAsync(3);
        await stage.AssertNothingLeftAsync(worker);

        var byId = events.ToDictionary(received => received.Classified.ObservationId);
        var carried = Stage.Observations(3).ConvertAll(observation => byId[observation.ObservationId!]);
        var spans = receiver.Spans();
        var batch = Assert.Single(spans, span => span.Name == Process);
        var send = Assert.Single(spans, span => span.Name == SendClassified);
        Assert.Equal(2, spans.Count);
        Assert.Equal([recorded![3..^3]], batch.LinkIds);
        Assert.Equal(recorded[3..^3], send.ParentId);
        Assert.Equal($"00-{send.Id}-01", carried[0].Header("traceparent"));
        Assert.Equal("vendor=1", send.Span.TraceState);
        Assert.Equal(dropped, carried[1].Header("traceparent"));
        Assert.All(carried.Take(2), received => Assert.Equal("vendor=1", received.Header("tracestate")));
        Assert.Null(carried[2].Header("traceparent"));
    }

    [Fact]
    public async Task A_worker_that_sends_no_spans_hands_the_trace_on()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var parent = Context(ActivityTraceFlags.Recorded);

        await stage.Telescope.SendAsync(Stage.Observations(1)[0], Headers(parent), Patience.Token());
        await stage.StartWorkerAsync(model.Store);
        var received = await stage.Events.NextAsync();

        Assert.Equal(parent, received.Header("traceparent"));
        Assert.Equal("vendor=1", received.Header("tracestate"));
    }

    [Fact]
    public async Task A_log_record_of_a_batch_belongs_to_its_span()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var settings = receiver.Settings;
        settings["OTEL_TRACES_SAMPLER_ARG"] = "1";
        settings["Logging__LogLevel__Streaming.Worker.Consuming"] = "Debug";

        var worker = await stage.StartWorkerAsync(model.Store, settings);
        await stage.Telescope.SendAsync(Stage.Observations(1), Patience.Token());
        await stage.Events.CountAsync(1);
        await stage.AssertNothingLeftAsync(worker);

        var batch = Assert.Single(receiver.Spans(), span => span.Name == Process);
        var record = await receiver.LogAsync("is published");
        Assert.Equal(batch.Id, $"{ReceivedSpan.Hex(record.TraceId)}-{ReceivedSpan.Hex(record.SpanId)}");
        Assert.Contains($"TraceId:{batch.TraceId}", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_telescope_begins_the_traces()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var settings = receiver.Settings;
        settings["OTEL_TRACES_SAMPLER"] = "always_on";

        await using var telescope = ChildProcess.Start(
            "dotnet",
            [Checkout.TelescopeAssembly, "publish", "--simulate", "20", "--broker", stage.Host.Address.AbsoluteUri],
            settings);
        Assert.Equal(0, await telescope.ExitAsync(Patience.Token()));
        var worker = await stage.StartWorkerAsync(model.Store, receiver.Settings);
        await stage.Events.CountAsync(20);
        await stage.AssertNothingLeftAsync(worker);

        var published = receiver.Spans().Where(span => span.Service == "streaming-telescope").ToList();
        var sent = receiver.Spans().Where(span => span.Name == SendClassified).ToList();
        Assert.Equal(20, published.Count);
        Assert.All(published, span => Assert.Equal("send Streaming.Contracts:ObservationReceived", span.Name));
        Assert.Equal(published.Select(span => span.Id).Order(), sent.Select(span => span.ParentId!).Order());
        Assert.Equal(
            published.ToDictionary(span => span.Id, span => span.Attributes["streaming.observation.id"]),
            sent.ToDictionary(span => span.ParentId!, span => span.Attributes["streaming.observation.id"]));
    }

    // The worker has ended by now, and has sent what it had; those of this process may be under way.
    private static async Task AssertConnectedAsync(OtlpReceiver receiver)
    {
        var sent = receiver.Spans().Where(span => span.Name == SendClassified).ToList();
        var batches = receiver.Spans().Where(span => span.Name == Process).ToList();
        var published = await receiver.SpansAsync(
            Count, "published", span => span.Service == TestTelemetry.ServiceName && span.IsProducer);
        var sentIds = sent.ConvertAll(span => span.Id).ToHashSet();
        var delivered = await receiver.SpansAsync(
            Count, "delivered", span => span.IsConsumer && span.ParentId is { } parent && sentIds.Contains(parent));

        Assert.Equal(Count, published.Select(span => span.TraceId).Distinct().Count());
        Assert.Equal(published.Select(span => span.Id).Order(), batches.SelectMany(batch => batch.LinkIds).Order());
        Assert.All(batches, batch =>
        {
            Assert.Equal(0u, batch.Span.DroppedLinksCount);
            Assert.Null(batch.ParentId);
            Assert.True(batch.IsConsumer);
            Assert.Equal($"{batch.LinkIds.Count()}", batch.Attributes["messaging.batch.message_count"]);
            Assert.Contains(batch.Attributes["streaming.batch.closed_by"], (object[])["size", "idle"]);
        });
        Assert.Equal(published.Select(span => span.Id).Order(), sent.Select(span => span.ParentId!).Order());
        var batchOf = batches.SelectMany(batch => batch.LinkIds.Select(link => (link, batch.Id)))
            .ToDictionary(pair => pair.link, pair => pair.Id);
        Assert.All(sent, span => Assert.Equal([batchOf[span.ParentId!]], span.LinkIds));
        Assert.All(sent, span => Assert.True(span.IsProducer));
        Assert.Equal(sentIds.Order(), delivered.Select(span => span.ParentId!).Order());
        Assert.All(delivered, span => Assert.Equal(TestTelemetry.ServiceName, span.Service));
        // Nobody else's spans beside ours: they would tell of each message again.
        Assert.Equal(Count + batches.Count, receiver.Spans().Count(span => span.Service == Worker));
    }

    private static string? Context(ActivityTraceFlags flags) =>
        $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-0{(int)flags}";

    private static Dictionary<string, object?> Headers(string? parent) => parent is null
        ? []
        : new() { ["traceparent"] = parent, ["tracestate"] = "vendor=1" };
}
