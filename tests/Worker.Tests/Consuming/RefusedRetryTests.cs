using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RabbitMQ.Client;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Publishing;
using Xunit;

namespace Streaming.Worker.Tests.Consuming;

/// <summary>What becomes of messages whose events the broker refuses: how often, in which parts, and when they are tried.</summary>
public sealed class RefusedRetryTests : IOutcomePublisher, IAsyncDisposable
{
    private const int Count = 40;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly IChannel _channel = DispatchProxy.Create<IChannel, ToldChannel>();
    private readonly Acknowledgements _acknowledgements;
    private readonly Batching _batching;
    private readonly ObservationBatcher _batcher;
    private readonly RefusedRetry _retry;
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan At, string[] Ids)> _published = [];
    private readonly DateTimeOffset _began;
    private Func<string, bool> _refuses = _ => false;

    public RefusedRetryTests()
    {
        _began = _time.GetUtcNow();
        _acknowledgements = new Acknowledgements(_channel);
        _batching = new Batching(_services.GetRequiredService<IMeterFactory>(), this, _time);
        _batcher = _batching.Batcher(ShippedModel.Active(), new BatchingOptions());
        _retry = _batching.Retry(ShippedModel.Active());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private List<string> Told => ((ToldChannel)(object)_channel).Lines;

    [Fact]
    public async Task One_that_is_refused_holds_nobody_and_is_the_only_one_to_be_published_again()
    {
        _refuses = id => id == "7";
        await StartAsync();
        await UntilAsync(() => _batching.Aside.Count == 1);

        Assert.Null(_batching.Progress.LastFault);
        await UntilAsync(() => _batching.Progress.InFlight == 1);
        await UntilAsync(() => Tries().Count == 4);
        _refuses = _ => false;
        await UntilAsync(() => _batching.Progress.InFlight == 0);

        Assert.All(Tries(), one => Assert.Equal(["7"], one.Ids));
        Assert.Equal(Count, Published().SelectMany(one => one.Ids).Distinct().Count());
        Assert.Contains("ack 8 alone", Told);
        Assert.DoesNotContain(Told, line => line.StartsWith("nack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_nothing_is_taken_one_probes_with_growing_pauses_and_then_all_follow()
    {
        _refuses = _ => true;
        await StartAsync();
        await UntilAsync(() => Tries().Count == 7);

        Assert.IsType<EventsRefusedException>(_batching.Progress.LastFault);
        var tries = Tries();
        Assert.All(tries, one => Assert.Single(one.Ids));
        // Seconds 1, 2, 4, 8, 16, 30, each a quarter more or less; the clock of the test goes by halves.
        double[] pauses = [2, 4, 8, 16, 30, 30];
        Assert.All(
            tries.Zip(tries.Skip(1), (before, after) => (after.At - before.At).TotalSeconds).Zip(pauses),
            pause => Assert.InRange(pause.First, (pause.Second * 0.75) - 0.01, (pause.Second * 1.25) + 0.51));
        _refuses = _ => false;
        await UntilAsync(() => _batching.Progress.InFlight == 0);

        Assert.Null(_batching.Progress.LastFault);
        Assert.Equal([1, 2, 4, 8, 16, 9], Tries().Skip(7).Select(one => one.Ids.Length));
        Assert.Equal(Count, Told.Count(line => line.StartsWith("ack", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refusal_is_a_line_in_the_log_without_a_stack()
    {
        _refuses = _ => true;
        await StartAsync();
        await UntilAsync(() => _batching.Aside.Count == Count);

        var line = Assert.Single(
            _batching.Log.Collector.GetSnapshot(), record => record.Level >= LogLevel.Warning);
        Assert.Null(line.Exception);
        Assert.Equal(
            $"{Count} messages are set aside, to be tried again; 0 of their batch are settled: refused by the test",
            line.Message);
    }

    [Fact]
    public async Task What_was_lost_with_its_channel_is_not_tried_again()
    {
        _refuses = _ => true;
        await StartAsync();
        await UntilAsync(() => _batching.Aside.Count == Count);

        ((ToldChannel)(object)_channel).IsLost = true;
        await UntilAsync(() => _batching.Progress.InFlight == 0);

        Assert.Equal(0, _batching.Aside.Count);
        Assert.Empty(Tries());
    }

    [Fact]
    public async Task What_cannot_be_moved_to_the_error_queue_either_stays_until_it_is_taken()
    {
        // Without a broker there is no error queue.
        _refuses = _ => true;
        await StartAsync();
        await UntilAsync(() => _time.GetUtcNow() - _began > new EventsOptions().RetryFor * 2);

        Assert.Empty(Told);
        Assert.Equal(Count, _batching.Progress.InFlight);
    }

    Task IOutcomePublisher.PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        var ids = outcomes.Select(outcome => outcome.Classified!.ObservationId).ToArray();
        lock (_lock)
        {
            _published.Add((_time.GetUtcNow() - _began, ids));
        }

        var refused = outcomes
            .Where(outcome => _refuses(outcome.Classified!.ObservationId))
            .Select(outcome => outcome.EventId)
            .ToList();
        return refused.Count == 0
            ? Task.CompletedTask
            : Task.FromException(new EventsRefusedException("refused by the test", refused));
    }

    public async ValueTask DisposeAsync()
    {
        await _retry.StopAsync(CancellationToken.None);
        await _batcher.StopAsync(CancellationToken.None);
        _retry.Dispose();
        _batcher.Dispose();
        await _services.DisposeAsync();
    }

    // Delivered before anybody looks: they are one batch.
    private async Task StartAsync()
    {
        Deliver();
        await _batcher.StartAsync(Cancellation);
        await _retry.StartAsync(Cancellation);
    }

    private void Deliver()
    {
        for (var tag = 1UL; tag <= Count; tag++)
        {
            _acknowledgements.Delivered(tag);
            _batcher.Take(IncomingMessage.Of(Bodies.Json(Bodies.Good($"{tag}")), "observations", new BasicProperties()) with
            {
                Acknowledgements = _acknowledgements,
                Tag = tag,
            });
        }
    }

    private List<(TimeSpan At, string[] Ids)> Published()
    {
        lock (_lock)
        {
            return [.. _published];
        }
    }

    // What comes after each observation was published once.
    private List<(TimeSpan At, string[] Ids)> Tries()
    {
        var first = new HashSet<string>();
        return [.. Published().SkipWhile(one => one.Ids.All(first.Add))];
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(TimeSpan.FromMilliseconds(2), Cancellation);
        }
    }
}
