using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Worker.Consuming;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Consuming;

public sealed class ErrorQueueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_can_never_be_scored_goes_to_the_error_queue_with_its_body()
    {
        var time = new FakeTimeProvider();
        var capture = new CapturingFilter();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Services.AddSingleton<WorkerMetrics>().AddSingleton<WorkerSpans>();
        // No model: scoring throws each time, and the worker itself does not consume.
        builder.Services.AddSingleton<ActiveModel>().AddSingleton(new ModelStore("none"));
        builder.Services.AddMessaging(broker: null);
        builder.Services.AddSingleton<TimeProvider>(time);
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var consuming = new TaskCompletionSource();
        var consumption = host.Services.GetRequiredService<IObservationSource>()
            .ConsumeAsync(consuming.SetResult, stop.Token);
        await consuming.Task.WaitAsync(Cancellation);
        await host.Services.GetRequiredService<IReceiveEndpointConnector>().ConnectReceiveEndpoint(
            "observations_error",
            (_, endpoint) => endpoint.ConfigureReceive(receive => receive.UseFilter(capture))).Ready;

        await host.Services.GetRequiredService<IBus>().Publish(Bodies.Good("lost?"), Cancellation);
        while (!capture.Body.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }

        var (observation, reasons) = ObservationReader.Read(await capture.Body, null);
        Assert.Empty(reasons);
        Assert.Equal("lost?", observation.ObservationId);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consumption);
        await host.StopAsync(Cancellation);
    }

    /// <summary>Keeps the body of the first message.</summary>
    private sealed class CapturingFilter : IFilter<ReceiveContext>
    {
        private readonly TaskCompletionSource<byte[]> _body = new();

        public Task<byte[]> Body => _body.Task;

        public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
        {
            _body.TrySetResult(context.GetBody());
            return Task.CompletedTask;
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("capture");
    }
}
