using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Streaming.Contracts;
using Streaming.Telescope.Publishing;
using Xunit;
using Link = Streaming.Telescope.Publishing.Link;

namespace Streaming.Telescope.Tests.Publishing;

/// <summary>What a message says of when it was published, and of its trace.</summary>
public sealed class PublishSpansTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 15, 20, 0, 0, 125, TimeSpan.Zero));

    [Fact]
    public async Task A_message_tells_when_it_was_published_to_the_millisecond()
    {
        var headers = Assert.Single((await PublishAsync(new FakeChannel(PublishOutcome.Confirmed))).Headers);

        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), Assert.IsType<long>(headers["timestamp_in_ms"]));
    }

    [Fact]
    public async Task Without_an_endpoint_for_spans_a_message_carries_no_trace()
    {
        var headers = Assert.Single((await PublishAsync(new FakeChannel(PublishOutcome.Confirmed))).Headers);

        Assert.DoesNotContain("traceparent", headers.Keys);
    }

    [Theory]
    [InlineData(1.0, "01")]
    [InlineData(0.0, "00")]
    public async Task A_message_carries_its_trace_recorded_or_not(double ratio, string flags)
    {
        using var provider = Collect(new TraceIdRatioBasedSampler(ratio));

        var headers = Assert.Single((await PublishAsync(new FakeChannel(PublishOutcome.Confirmed))).Headers);

        var parent = Assert.IsType<string>(headers["traceparent"]);
        Assert.Equal(flags, parent.Split('-')[3]);
    }

    [Fact]
    public async Task What_is_published_again_stays_in_its_trace()
    {
        using var provider = Collect(new AlwaysOnSampler());
        var (lost, next) = (new FakeChannel(PublishOutcome.Lost), new FakeChannel(PublishOutcome.Confirmed));

        await PublishAsync(lost, next);

        Assert.Equal(Assert.Single(lost.Headers)["traceparent"], Assert.Single(next.Headers)["traceparent"]);
    }

    [Fact]
    public void The_span_of_a_message_of_many_tells_how_many_and_names_none()
    {
        using var provider = Collect(new AlwaysOnSampler());
        var form = MessageForm.Bulk(500, visitSize: null, isCompressed: false);
        using var span = PublishSpans.Start(form.Write([Observation, Observation]).Single(), form.Route)!;

        Assert.Equal("send Streaming.Contracts:ObservationBatchReceived", span.OperationName);
        Assert.Equal("Streaming.Contracts:ObservationBatchReceived", span.GetTagItem("messaging.destination.name"));
        Assert.Equal(2, span.GetTagItem("messaging.batch.message_count"));
        Assert.Null(span.GetTagItem("streaming.observation.id"));
    }

    [Fact]
    public void The_page_of_the_telemetry_names_the_span_and_its_attributes()
    {
        using var provider = Collect(new AlwaysOnSampler());
        using var span = PublishSpans.Start(MessageForm.Single.Write([Observation]).Single(), Route.Single)!;
        PublishSpans.Answered(span, new FakeChannel(), PublishOutcome.Returned);

        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "telemetry.md"));

        Assert.All(
            span.TagObjects.Select(tag => tag.Key).Append(span.OperationName),
            name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
    }

    private static ObservationReceived Observation => new() { ObservationId = "night-1-000001" };

    private static TracerProvider Collect(Sampler sampler) =>
        Sdk.CreateTracerProviderBuilder().AddSource(PublishSpans.SourceName).SetSampler(sampler).Build();

    /// <summary>Publishes one observation; returns the first of the channels.</summary>
    private async Task<FakeChannel> PublishAsync(params FakeChannel[] channels)
    {
        var open = new Queue<FakeChannel>(channels);
        await using var link = new Link(_ => Task.FromResult<IObservationChannel>(open.Dequeue()), _time);
        await link.OpenAsync(TestContext.Current.CancellationToken);
        using var publisher = new Publisher(link, MessageForm.Single, Pace.Unlimited(_time), _time);
        await publisher.PublishAsync([Observation], TestContext.Current.CancellationToken);
        return channels[0];
    }
}
