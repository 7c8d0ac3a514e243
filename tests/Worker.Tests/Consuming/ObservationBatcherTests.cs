using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Streaming.Classification.Scoring;
using Streaming.Worker.Consuming;
using Xunit;

namespace Streaming.Worker.Tests.Consuming;

public sealed class ObservationBatcherTests : IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingPublisher _publisher = new();
    private readonly List<ObservationBatcher> _started = [];
    private BatchProgress _progress = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_batch_is_closed_at_once()
    {
        // Filled while the worker is busy: an idle one might take the first before the others are there.
        var confirming = new TaskCompletionSource();
        _publisher.Confirmed = confirming.Task;
        var batcher = await StartAsync(ShippedModel.Active(), messageLimit: 3, concurrencyLimit: 1);
        var busy = Process(batcher, "busy");
        Assert.Single(await _publisher.Batches.ReadAsync(Cancellation));

        var full = Task.WhenAll(Process(batcher, "a"), Process(batcher, "b"), Process(batcher, "c"));
        confirming.SetResult();
        await Task.WhenAll(busy, full);

        Assert.Equal(3, (await _publisher.Batches.ReadAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task An_idle_worker_waits_for_nothing()
    {
        var batcher = await StartAsync(ShippedModel.Active(), messageLimit: 500);

        await Process(batcher, "a");

        Assert.Single(await _publisher.Batches.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_delivered_while_the_worker_is_busy_is_the_next_batch()
    {
        var confirming = new TaskCompletionSource();
        _publisher.Confirmed = confirming.Task;
        var batcher = await StartAsync(ShippedModel.Active(), messageLimit: 4, concurrencyLimit: 1);
        var first = Process(batcher, "first");
        Assert.Single(await _publisher.Batches.ReadAsync(Cancellation));

        var others = Enumerable.Range(0, 6).Select(i => Process(batcher, $"{i}")).ToList();
        confirming.SetResult();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(4, (await _publisher.Batches.ReadAsync(Cancellation)).Count);
        Assert.Equal(2, (await _publisher.Batches.ReadAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task An_observation_ends_only_after_its_event_is_confirmed_and_fails_when_it_is_not()
    {
        _publisher.Fault = new TimeoutException("no confirm");
        var batcher = await StartAsync(ShippedModel.Active(), messageLimit: 2);
        var processing = Task.WhenAll(Process(batcher, "a"), Process(batcher, "b"));

        await AdvanceUntilAsync(processing, TimeLimit);

        await Assert.ThrowsAsync<TimeoutException>(() => processing);
        Assert.IsType<TimeoutException>(_progress.LastFault);
    }

    [Fact]
    public async Task A_published_batch_makes_health_good_again()
    {
        _publisher.Fault = new TimeoutException("no confirm");
        var batcher = await StartAsync(ShippedModel.Active(), messageLimit: 1);
        var failing = Process(batcher, "a");
        await AdvanceUntilAsync(failing, TimeLimit);
        await Assert.ThrowsAsync<TimeoutException>(() => failing);

        _publisher.Fault = null;
        await Process(batcher, "a");

        Assert.Null(_progress.LastFault);
        Assert.Equal(TimeSpan.Zero, _progress.OldestAge());
    }

    [Fact]
    public async Task Scoring_that_keeps_failing_is_retried_and_then_ends_in_a_scoring_fault()
    {
        var batcher = await StartAsync(new ActiveModel(), messageLimit: 1);
        var processing = Process(batcher, "a");

        await AdvanceUntilAsync(processing, TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAsync<ScoringException>(() => processing);
        Assert.False(_publisher.Batches.TryRead(out _));
    }

    [Fact]
    public async Task Scoring_that_recovers_loses_nothing()
    {
        var active = new ActiveModel();
        var batcher = await StartAsync(active, messageLimit: 1);
        var processing = Process(batcher, "a");
        active.Replace(ShippedModel.Snapshot);

        await AdvanceUntilAsync(processing, TimeSpan.FromMilliseconds(100));

        await processing;
        Assert.Single(await _publisher.Batches.ReadAsync(Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var batcher in _started)
        {
            await batcher.StopAsync(CancellationToken.None);
            batcher.Dispose();
        }

        await _services.DisposeAsync();
    }

    private static Task Process(ObservationBatcher batcher, string id) =>
        batcher.ProcessAsync(Incoming(id));

    private static IncomingMessage Incoming(string id) =>
        new(Bodies.Json(Bodies.Good(id)), null, "observations");

    [Fact]
    public async Task An_observation_that_arrives_as_its_batch_is_closed_is_not_lost()
    {
        var batcher = await StartAsync(ShippedModel.Active(), messageLimit: 500);
        using var together = new Barrier(2);
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var first = Process(batcher, "first");
            await Task.Yield();
            var limit = Task.Run(
                () =>
                {
                    together.SignalAndWait(Cancellation);
                    _time.Advance(TimeLimit);
                },
                Cancellation);
            together.SignalAndWait(Cancellation);
            Thread.SpinWait(random.Next(100));
            var arriving = Enumerable.Range(0, 8).Select(_ => Process(batcher, "arriving")).ToList();
            await limit;

            var all = Task.WhenAll([first, .. arriving]).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
            await AdvanceUntilAsync(all, TimeLimit);
            await all;
        }
    }

    private async Task<ObservationBatcher> StartAsync(
        ActiveModel active, int messageLimit, int concurrencyLimit = 2)
    {
        var batching = new Batching(_services.GetRequiredService<IMeterFactory>(), _publisher, _time);
        _progress = batching.Progress;
        var batcher = batching.Batcher(active, new BatchingOptions
        {
            MessageLimit = messageLimit,
            TimeLimit = TimeLimit,
            ConcurrencyLimit = concurrencyLimit,
        });
        _started.Add(batcher);
        await batcher.StartAsync(Cancellation);
        return batcher;
    }

    // The batcher sets its timers on its own threads: the clock is moved until the work has ended, however late they are set.
    private async Task AdvanceUntilAsync(Task work, TimeSpan step)
    {
        while (!work.IsCompleted)
        {
            _time.Advance(step);
            await Task.Yield();
        }
    }
}
