using System.Diagnostics.Metrics;
using System.Reflection;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RabbitMQ.Client;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Xunit;

namespace Streaming.Worker.Tests.Consuming;

/// <summary>What becomes of deliveries, without a broker: what it is told.</summary>
public sealed class DeliveryChannelTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingPublisher _publisher = new();
    private readonly IChannel _channel = DispatchProxy.Create<IChannel, ToldChannel>();
    private readonly ChannelContext _endpoint = DispatchProxy.Create<ChannelContext, Endpoint>();
    private readonly IAsyncBasicConsumer _pipe = DispatchProxy.Create<IAsyncBasicConsumer, Pipe>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Endpoint Asked => (Endpoint)(object)_endpoint;

    private List<string> Told => ((ToldChannel)(object)_channel).Lines;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Deliveries_are_acknowledged_together_when_their_events_are_confirmed()
    {
        var confirming = new TaskCompletionSource();
        _publisher.Confirmed = confirming.Task;
        using var batcher = await StartAsync(ShippedModel.Active());
        var consumer = await ConsumeAsync(batcher);

        await DeliverAsync(consumer, 1, 2, 3);
        await _publisher.Batches.ReadAsync(Cancellation);
        Assert.Empty(Told);
        confirming.SetResult();

        await UntilAsync(() => Told.Count > 0 && Told[^1] == "ack 3");
    }

    [Fact]
    public async Task A_stop_waits_for_what_was_delivered()
    {
        var confirming = new TaskCompletionSource();
        _publisher.Confirmed = confirming.Task;
        using var batcher = await StartAsync(ShippedModel.Active());
        var consumer = await ConsumeAsync(batcher);
        await DeliverAsync(consumer, 1);
        await _publisher.Batches.ReadAsync(Cancellation);

        var cancelling = Asked.Wrapped!.BasicCancel("tag", Cancellation);
        // It was on its way when the broker was told, and comes before the client tells of the end.
        await DeliverAsync(consumer, 2);
        confirming.SetResult();
        await UntilAsync(() => Asked.IsCancelled, TimeSpan.FromMilliseconds(20));
        Assert.False(cancelling.IsCompleted);
        // An acknowledgement would have the broker send more.
        Assert.Empty(Told);
        await consumer.HandleBasicCancelOkAsync("tag", Cancellation);

        await UntilAsync(() => cancelling.IsCompleted, TimeSpan.FromMilliseconds(20));
        await cancelling;
        Assert.Equal(["ack 2"], Told);
    }

    [Fact]
    public async Task What_can_neither_be_scored_nor_moved_is_handed_back()
    {
        // No model: scoring throws each time.
        using var batcher = await StartAsync(new ActiveModel());
        var consumer = await ConsumeAsync(batcher);

        await DeliverAsync(consumer, 1);

        await UntilAsync(() => Told.Count == 1);
        Assert.Equal(["nack 1"], Told);
    }

    private async Task<ObservationBatcher> StartAsync(ActiveModel active)
    {
        var batcher = new Batching(_services.GetRequiredService<IMeterFactory>(), _publisher, _time)
            .Batcher(active, new BatchingOptions());
        await batcher.StartAsync(Cancellation);
        return batcher;
    }

    // As the endpoint does: through the channel that it was given.
    private async Task<IAsyncBasicConsumer> ConsumeAsync(ObservationBatcher batcher)
    {
        Asked.Channel = _channel;
        ChannelContext wrapped = new DeliveryChannel(
            _endpoint, batcher, ObservationsTopology.Queue, new BatchingOptions().PrefetchCount, _time);
        Asked.Wrapped = wrapped;
        await wrapped.BasicConsume(
            ObservationsTopology.Queue, false, false, new Dictionary<string, object>(), _pipe, "tag", Cancellation);
        return Asked.Consumer!;
    }

    private static async Task DeliverAsync(IAsyncBasicConsumer consumer, params ulong[] tags)
    {
        foreach (var tag in tags)
        {
            await consumer.HandleBasicDeliverAsync(
                "tag", tag, false, "", "", new BasicProperties(), Bodies.Json(Bodies.Good($"{tag}")), Cancellation);
        }
    }

    private async Task UntilAsync(Func<bool> condition, TimeSpan? step = null)
    {
        while (!condition())
        {
            _time.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }
    }

    /// <summary>The endpoint's channel.</summary>
    public class Endpoint : DispatchProxy
    {
        public IChannel? Channel { get; set; }

        public ChannelContext? Wrapped { get; set; }

        public IAsyncBasicConsumer? Consumer { get; private set; }

        public bool IsCancelled { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case "get_Channel":
                    return Channel;
                case "get_CancellationToken":
                    return CancellationToken.None;
                case nameof(ChannelContext.BasicConsume):
                    Consumer = (IAsyncBasicConsumer)args![4]!;
                    return Task.FromResult("tag");
                case nameof(ChannelContext.BasicCancel):
                    IsCancelled = true;
                    return Task.CompletedTask;
                default:
                    throw new NotSupportedException(targetMethod.Name);
            }
        }
    }

    /// <summary>MassTransit's consumer, which gets no deliveries.</summary>
    public class Pipe : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IAsyncBasicConsumer.HandleBasicCancelOkAsync)
                ? Task.CompletedTask
                : throw new NotSupportedException(targetMethod.Name);
    }
}
