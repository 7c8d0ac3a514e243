using System.Diagnostics;
using MassTransit.Serialization;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Telemetry;

public sealed class ObservationTraceTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Span = "b7ad6b7169203331";
    private const string Sampled = $"00-{Trace}-{Span}-01";
    private const string Dropped = $"00-{Trace}-{Span}-00";
    private const string Mark = "1 2026-11-29T21:04:05.123Z";
    private const string Another = "00-11111111111111111111111111111111-2222222222222222-01";

    [Fact]
    public void The_W3C_headers_are_read()
    {
        var trace = Of(("traceparent", Sampled), ("tracestate", "vendor=1"));

        Assert.True(trace.IsSampled);
        Assert.True(trace.TryRead(out var context));
        Assert.Equal((Trace, Span), (context.TraceId.ToString(), context.SpanId.ToString()));
        Assert.Equal("vendor=1", context.TraceState);
        Assert.True(context.IsRemote);
    }

    [Fact]
    public void The_header_of_MassTransit_is_read() => Assert.Equal(Sampled, Of(("MT-Activity-Id", Sampled)).Parent);

    // A publisher that subscribes to the spans of the client below it, too: the inner span is the one that sent.
    [Fact]
    public void The_W3C_header_goes_before_that_of_MassTransit() =>
        Assert.Equal(Sampled, Of(("MT-Activity-Id", Another), ("traceparent", Sampled)).Parent);

    [Theory]
    [InlineData("00", false)]
    [InlineData("01", true)]
    [InlineData("02", false)]
    [InlineData("03", true)]
    [InlineData("09", true)]
    [InlineData("0a", false)]
    [InlineData("ff", true)]
    public void The_last_bit_of_the_flags_tells_whether_it_is_sampled(string flags, bool isSampled) =>
        Assert.Equal(isSampled, Of(("traceparent", $"00-{Trace}-{Span}-{flags}")).IsSampled);

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("|7b5c5f2e-4a1b3c5d7e9f1a2b.")]
    [InlineData($"00_{Trace}_{Span}_01")]
    public void What_is_no_context_counts_as_none(string header)
    {
        var trace = Of(("traceparent", header));

        Assert.Equal(default, trace);
        Assert.False(trace.TryRead(out _));
    }

    [Fact]
    public void A_context_of_zeros_or_of_no_hexadecimal_digits_is_not_read()
    {
        Assert.False(Of(("traceparent", $"00-{new string('0', 32)}-{Span}-01")).TryRead(out _));
        Assert.False(Of(("traceparent", $"00-{new string('x', 32)}-{Span}-01")).TryRead(out _));
    }

    [Fact]
    public void A_header_that_is_no_text_counts_as_none() => Assert.Equal(default, Of(("traceparent", 1)));

    [Fact]
    public void An_event_without_a_span_carries_what_its_observation_came_with()
    {
        var trace = Of(("traceparent", Dropped), ("tracestate", "vendor=1"));

        Assert.Equal(
            [("traceparent", Dropped), ("MT-Activity-Id", Dropped), ("tracestate", "vendor=1")],
            trace.ContinuedBy(span: null).ToHeaders());
    }

    [Fact]
    public void An_event_with_a_span_carries_that_for_subscribers_of_any_kind_and_for_those_of_MassTransit()
    {
        using var span = new Activity("send").Start();

        Assert.Equal(
            [("traceparent", span.Id!), ("MT-Activity-Id", span.Id!)],
            Of(("traceparent", Sampled)).ContinuedBy(span).ToHeaders());
    }

    [Fact]
    public void The_mark_of_an_observation_that_was_sent_again_is_carried_with_its_trace_and_without()
    {
        Assert.Equal([("Streaming-Resent", Mark)], Of(("Streaming-Resent", Mark)).ContinuedBy(span: null).ToHeaders());
        using var span = new Activity("send").Start();
        Assert.Equal(
            [("traceparent", span.Id!), ("MT-Activity-Id", span.Id!), ("Streaming-Resent", Mark)],
            Of(("traceparent", Sampled), ("Streaming-Resent", Mark)).ContinuedBy(span).ToHeaders());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a mark of more than 64 characters, which no program of ours has written")]
    public void What_is_no_mark_is_not_carried(string mark) => Assert.Equal(default, Of(("Streaming-Resent", mark)));

    [Fact]
    public void An_event_of_no_trace_carries_no_header() => Assert.Empty(Of().ContinuedBy(span: null).ToHeaders());

    private static ObservationTrace Of(params (string Name, object Value)[] headers) =>
        ObservationTrace.Of(new DictionarySendHeaders(
            headers.ToDictionary(header => header.Name, object? (header) => header.Value)));
}
