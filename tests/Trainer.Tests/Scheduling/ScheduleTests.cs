using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Streaming.Trainer.Scheduling;

namespace Streaming.Trainer.Tests.Scheduling;

/// <summary>Quartz itself, as the schedule sets it up.</summary>
public sealed class ScheduleTests : IDisposable
{
    private readonly Channel<CancellationToken> _begun = Channel.CreateUnbounded<CancellationToken>();
    private readonly SemaphoreSlim _mayEnd = new(0);
    private int _running;
    private int _mostAtOnce;

    // Quartz runs by the real clock here.
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _mayEnd.Dispose();

    [Fact]
    public async Task A_run_at_the_start_is_one_run_and_the_next_is_on_time()
    {
        var noon = DailyFarFromNow();
        using var host = await StartAsync(noon, runNow: true);

        await _begun.Reader.ReadAsync(Cancellation);
        _mayEnd.Release();

        // Nothing else is due: the next time is the one of the schedule, and lies ahead.
        var scheduler = await SchedulerAsync(host);
        var trigger = await scheduler.GetTrigger(ScheduleServices.OnTime, Cancellation);
        Assert.Equal(noon.After(Now).First(), trigger!.NextFireTimeUtc);
        await host.StopAsync(Cancellation);
        Assert.False(_begun.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Without_a_run_at_the_start_the_schedule_waits()
    {
        using var host = await StartAsync(DailyFarFromNow(), runNow: false);

        var scheduler = await SchedulerAsync(host);
        var trigger = await scheduler.GetTrigger(ScheduleServices.OnTime, Cancellation);

        Assert.True(trigger!.NextFireTimeUtc > Now);
        await host.StopAsync(Cancellation);
        Assert.False(_begun.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Runs_never_overlap()
    {
        // Every second, and more by hand: all of them come due while the first still runs.
        using var host = await StartAsync(CronSchedule.Parse("* * * * * ?", "UTC"), runNow: true);
        await _begun.Reader.ReadAsync(Cancellation);
        var scheduler = await SchedulerAsync(host);
        await scheduler.TriggerJob(RetrainingJob.Key, Cancellation);
        await scheduler.TriggerJob(RetrainingJob.Key, Cancellation);

        for (var run = 0; run < 3; run++)
        {
            _mayEnd.Release();
            await _begun.Reader.ReadAsync(Cancellation);
        }

        await host.StopAsync(Cancellation);
        Assert.Equal(1, _mostAtOnce);
    }

    [Fact]
    public async Task A_stop_interrupts_the_run_and_waits_until_it_has_let_go()
    {
        using var host = await StartAsync(DailyFarFromNow(), runNow: true);
        var run = await _begun.Reader.ReadAsync(Cancellation);

        await host.StopAsync(Cancellation);

        Assert.True(run.IsCancellationRequested);
        Assert.Equal(0, _running);
    }

    [Fact]
    public async Task A_run_that_fails_does_not_end_the_schedule()
    {
        var count = 0;
        using var host = await StartAsync(
            CronSchedule.Parse("* * * * * ?", "UTC"),
            runNow: false,
            cancellation =>
            {
                _begun.Writer.TryWrite(cancellation);
                return ++count == 1 ? throw new FailureException("no such file") : Task.CompletedTask;
            });

        await _begun.Reader.ReadAsync(Cancellation);
        await _begun.Reader.ReadAsync(Cancellation);

        await host.StopAsync(Cancellation);
    }

    // Half a day away, whatever the time is: it cannot come due while the test runs.
    private static CronSchedule DailyFarFromNow()
    {
        var hour = (Now.Hour + 12) % 24;
        return CronSchedule.Parse($"0 {hour} * * *", "UTC");
    }

    private static ValueTask<IScheduler> SchedulerAsync(IHost host) =>
        host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancellation);

    private async Task<IHost> StartAsync(CronSchedule schedule, bool runNow, Retrain? retrain = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(retrain ?? RunAsync).AddSchedule(schedule, runNow);
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        _mostAtOnce = Math.Max(_mostAtOnce, Interlocked.Increment(ref _running));
        try
        {
            _begun.Writer.TryWrite(cancellation);
            await _mayEnd.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
