using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Streaming.Contracts;

namespace Streaming.Worker.Models;

/// <summary>
/// Decides when to look at the store: at the start, at every polling interval, and when a promotion is announced.
/// </summary>
internal sealed class ModelActivation(
    ModelSwap swap,
    IOptions<ModelStoreOptions> options,
    TimeProvider time,
    ILogger<ModelActivation> logger) : BackgroundService
{
    // A message can be faster than the files that it speaks of, where a store is copied or mounted from afar.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2),
    ];

    // Created here, not in ExecuteAsync, which runs on another thread: no tick can be missed.
    private readonly PeriodicTimer _timer = new(options.Value.PollingInterval, time);

    private readonly TaskCompletionSource _firstPoll = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Whoever floods it loses the older announcements; the store says what is to be used.
    private readonly Channel<ModelReference?> _calls = Channel.CreateBounded<ModelReference?>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Completes when the store has been looked at for the first time.</summary>
    public Task FirstPoll => _firstPoll.Task;

    /// <summary>Why the champion is not in use; null when it is.</summary>
    public string? Refusal => swap.Refusal;

    /// <summary>Has the store looked at soon, whatever the polling interval.</summary>
    public void Wake() => _calls.Writer.TryWrite(null);

    /// <summary>
    /// As <see cref="Wake"/>, and again a few times within seconds as long as the announced model is not in use.
    /// </summary>
    public void Announce(ModelReference model) => _calls.Writer.TryWrite(model);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await LookAsync();
        _firstPoll.TrySetResult();
        var tick = _timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var call = _calls.Reader.WaitToReadAsync(stoppingToken).AsTask();
        while (true)
        {
            await await Task.WhenAny(tick, call);
            if (_calls.Reader.TryRead(out var announced) && announced is not null)
            {
                await FollowAsync(announced, stoppingToken);
            }
            else
            {
                await LookAsync();
            }

            tick = tick.IsCompleted ? _timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
            call = call.IsCompleted ? _calls.Reader.WaitToReadAsync(stoppingToken).AsTask() : call;
        }
    }

    private async Task FollowAsync(ModelReference announced, CancellationToken stoppingToken)
    {
        swap.Expect(announced);
        await LookAsync();
        foreach (var pause in Pauses)
        {
            if (swap.Uses(announced.Version))
            {
                return;
            }

            // A newer announcement has precedence.
            var call = _calls.Reader.WaitToReadAsync(stoppingToken).AsTask();
            if (await Task.WhenAny(call, Task.Delay(pause, time, stoppingToken)) == call)
            {
                return;
            }

            await LookAsync();
        }

        if (!swap.Uses(announced.Version))
        {
            logger.AnnouncedModelNotUsed(announced.Version);
        }
    }

    // On a thread of its own: loading takes a processor for a while, and the pool's few threads serve the stream.
    private Task LookAsync() => Task.Factory.StartNew(
        swap.Look, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
