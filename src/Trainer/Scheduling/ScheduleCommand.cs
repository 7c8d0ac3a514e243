using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Scheduling;

/// <summary><c>trainer schedule</c></summary>
internal static class ScheduleCommand
{
    private const string DefaultCron = "0 3 * * *";
    private const string DefaultZone = "UTC";
    private const int ShownTimes = 3;

    public static Command Create(Screen screen, TimeProvider time)
    {
        var cron = new Option<string>("--cron")
        {
            Description = "When: the five fields of crontab, or six with the seconds first, as Quartz reads them",
            HelpName = "EXPRESSION",
            DefaultValueFactory = _ => DefaultCron,
        };
        var zone = new Option<string>("--time-zone")
        {
            Description = "Whose clock: a name of the IANA time zone database",
            HelpName = "NAME",
            DefaultValueFactory = _ => DefaultZone,
        };
        var runNow = new Option<bool>("--run-now") { Description = "Run at the start as well" };
        var command = new DocumentedCommand(
            "schedule",
            "Do by the clock what 'run-once' does, and collect labels meanwhile, until Ctrl-C or SIGTERM",
            """
            trainer schedule --data star_classification.csv
            trainer schedule --data lsst.fits --profile lsst --deredden --store lsst
            trainer schedule --data star_classification.csv --cron "0 3 * * *" --time-zone Europe/Berlin --run-now
            """)
        {
            cron, zone, runNow,
        };
        command.Validators.Add(result =>
        {
            // A default is not there yet when a command is validated.
            var expression = result.GetValue(cron) ?? DefaultCron;
            try
            {
                var schedule = CronSchedule.Parse(expression, result.GetValue(zone) ?? DefaultZone);
                if (!schedule.After(time.GetUtcNow()).Any())
                {
                    result.AddError($"--cron '{expression}': lies in the past");
                }
            }
            catch (FormatException fault)
            {
                result.AddError(fault.Message);
            }
        });
        var options = new RetrainingOptions(command, runsOnce: false);
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
        // However often a stopped trainer missed its time, it makes up for it once.
        var hasMissed = await services.Labels.LastCheckAsync(cancellation) is { } last && schedule.Falls(last, now);
        services.Builder.Services
            .AddSingleton<Retrain>(provider => provider.GetRequiredService<Retraining>().RunAsync)
            .AddSchedule(schedule, runNow || hasMissed);
        if (services.HasBroker)
        {
            services.Builder.Services.AddHostedService(provider => provider.GetRequiredService<LabelCollection>());
        }

        using var host = TrainerHost.Build(services.Builder);
        var logger = host.Services.GetRequiredService<ILogger<RetrainingJob>>();
        logger.ScheduleStarted(schedule.Expression.TimeZone.Id, schedule.Describe(now, ShownTimes));
        if (hasMissed)
        {
            logger.MissedRun();
        }

        if (!services.HasBroker)
        {
            logger.NoBroker();
        }

        await host.RunAsync(cancellation);
    }
}
