using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Scheduling;

/// <summary><c>trainer run-once</c></summary>
internal static class RunOnceCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var drain = BoundedOption.Of(
            "--drain", "Seconds that taking the labels that wait at the broker may last", 60.0, 0, 3_600);
        var command = new DocumentedCommand(
            "run-once",
            "Collect the labels that wait, train if there are enough new ones or the model is old, promote if it is no "
            + "worse; for a CronJob",
            """
            trainer run-once --data star_classification.csv --min-new-labels 500 --max-age 30
            trainer run-once --data lsst.fits --profile lsst --deredden --store lsst
            """)
        {
            drain,
        };
        var options = new RetrainingOptions(command, runsOnce: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var services = await options.ReadAsync(parsed, screen, time, cancellation);
            using var host = TrainerHost.Build(services.Builder);
            if (services.HasBroker)
            {
                await host.Services.GetRequiredService<LabelCollection>().DrainAsync(
                    TimeSpan.FromSeconds(parsed.GetValue(drain)), cancellation);
            }
            else
            {
                host.Services.GetRequiredService<ILogger<LabelCollection>>().NoBroker();
            }

            await host.Services.GetRequiredService<Retraining>().RunAsync(cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
