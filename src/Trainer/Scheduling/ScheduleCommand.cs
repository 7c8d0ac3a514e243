using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Streaming.Trainer.Labels;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Scheduling;

/// <summary><c>trainer schedule</c></summary>
internal static class ScheduleCommand
{
    private const int ShownTimes = 3;

    public static Command Create(Screen screen, TimeProvider time)
    {
        var cron = new Option<string>("--cron")
        {
            Description = "When: the five fields of crontab, or six with the seconds first, as Quartz reads them",
            HelpName = "EXPRESSION",
            DefaultValueFactory = _ => "0 3 * * *",
        };
        var zone = new Option<string>("--time-zone")
        {
            Description = "Whose clock: a name of the IANA time zone database",
            HelpName = "NAME",
            DefaultValueFactory = _ => "UTC",
        };
        var runNow = new Option<bool>("--run-now") { Description = "Run at the start as well" };
        var command = new Command(
            "schedule", "Do by the clock what 'run-once' does, and collect labels meanwhile, until Ctrl-C or SIGTERM")
        {
            cron, zone, runNow,
        };
        command.Validators.Add(result =>
        {
            try
            {
                var schedule = CronSchedule.Parse(result.GetRequiredValue(cron), result.GetRequiredValue(zone));
                if (!schedule.After(time.GetUtcNow()).Any())
                {
                    result.AddError($"--cron '{result.GetRequiredValue(cron)}': lies in the past");
                }
            }
            catch (FormatException fault)
            {
                result.AddError(fault.Message);
            }
        });
        var options = new RetrainingOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var schedule = CronSchedule.Parse(parsed.GetRequiredValue(cron), parsed.GetRequiredValue(zone));
            var services = await options.ReadAsync(parsed, screen, time, cancellation);
            await RunAsync(services, schedule, parsed.GetValue(runNow), time.GetUtcNow(), cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(
        RetrainingServices services,
        CronSchedule schedule,
        bool runNow,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var since = await services.Labels.LastCheckAsync(cancellation) ?? now;
        services.Builder.Services
            .AddSingleton<Retrain>(provider => provider.GetRequiredService<Retraining>().RunAsync)
            .AddSchedule(schedule, since, runNow);
        if (services.HasBroker)
        {
            services.Builder.Services.AddHostedService(provider => provider.GetRequiredService<LabelCollection>());
        }

        using var host = services.Builder.Build();
        var logger = host.Services.GetRequiredService<ILogger<RetrainingJob>>();
        logger.ScheduleStarted(schedule.Expression.TimeZone.Id, schedule.Describe(now, ShownTimes));
        if (!services.HasBroker)
        {
            logger.NoBroker();
        }

        await host.RunAsync(cancellation);
    }
}
