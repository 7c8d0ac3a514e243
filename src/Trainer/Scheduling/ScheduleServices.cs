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
    /// <param name="since">When the schedule was last served: however often it was missed since, it is made up for once.</param>
    /// <param name="runNow">Whether to run at the start as well.</param>
    public static IServiceCollection AddSchedule(
        this IServiceCollection services, CronSchedule schedule, DateTimeOffset since, bool runNow)
    {
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<RetrainingJob>(job => job.WithIdentity(RetrainingJob.Key));
            quartz.AddTrigger(trigger => trigger
                .ForJob(RetrainingJob.Key)
                .WithIdentity(OnTime)
                .StartAt(since)
                .WithSchedule(CronScheduleBuilder.Create(schedule.Expression)
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            if (runNow)
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
