using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Streaming.Trainer.Scheduling;

internal static class ScheduleServices
{
    public static readonly TriggerKey OnTime = new("on time");
    public static readonly TriggerKey AtStart = new("at start");

    /// <summary>Runs <see cref="Retrain"/> by a schedule, as long as the host runs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="schedule">When.</param>
    /// <param name="runAtStart">Whether to run at the start as well.</param>
    public static IServiceCollection AddSchedule(
        this IServiceCollection services, CronSchedule schedule, bool runAtStart)
    {
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<RetrainingJob>(job => job.WithIdentity(RetrainingJob.Key));
            quartz.AddTrigger(trigger => trigger
                .ForJob(RetrainingJob.Key)
                .WithIdentity(OnTime)
                .WithSchedule(CronScheduleBuilder.Create(schedule.Expression)
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            if (runAtStart)
            {
                quartz.AddTrigger(trigger => trigger.ForJob(RetrainingJob.Key).WithIdentity(AtStart).StartNow());
            }
        });

        // A stop interrupts a training, and waits until it has let go.
        services.Configure<QuartzSchedulerOptions>(
            options => options.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
