using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Streaming.Trainer.Labels;

/// <summary><c>trainer labels</c></summary>
internal static class LabelsCommand
{
    public static Command Create(Screen screen, TimeProvider time) => new DocumentedCommand(
        "labels",
        "Collect confirmed classes from RabbitMQ for the next training, and show what there is",
        """
        trainer labels collect --broker amqp://user:password@host:5672/
        trainer labels show
        """)
    {
        Collect(time),
        Show(screen, time),
    };

    private static DocumentedCommand Collect(TimeProvider time)
    {
        var command = new DocumentedCommand(
            "collect",
            "Store the labels that come over RabbitMQ, until Ctrl-C or SIGTERM",
            """
            trainer labels collect --broker amqp://user:password@host:5672/
            trainer labels collect --labels night.db
            """);
        var store = LabelStoreOption.Always(command);
        var broker = new BrokerOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = broker.Read(parsed)
                ?? throw new FailureException($"--broker is needed, or the setting {BrokerOption.Setting}");
            var builder = TrainerHost.CreateBuilder(time);
            builder.Services
                .AddSingleton(await LabelStore.OpenAsync(store.Read(parsed), time, cancellation))
                .AddLabelCollection(address);
            builder.Services.AddHostedService(provider => provider.GetRequiredService<LabelCollection>());
            using var host = TrainerHost.Build(builder);
            await host.RunAsync(cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static DocumentedCommand Show(Screen screen, TimeProvider time)
    {
        var command = new DocumentedCommand(
            "show", "Count the labels of the store by class", "trainer labels show");
        var option = LabelStoreOption.Always(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var store = await LabelStore.OpenAsync(option.Read(parsed), time, cancellation);
            Write(screen, store, await store.SummariseAsync(cancellation));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Screen screen, LabelStore store, IReadOnlyList<LabelSummary> classes)
    {
        screen.Line($"{store.Address}: {classes.Sum(one => one.Count):N0} labels");
        if (classes.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("class", "labels", "with redshift", "newest label", "last received");
        foreach (var one in classes.OrderBy(one => one.Class, StringComparer.Ordinal))
        {
            table.AddRow(
                one.Class,
                FormattableString.Invariant($"{one.Count:N0}"),
                FormattableString.Invariant($"{one.WithRedshift:N0}"),
                FormattableString.Invariant($"{one.NewestLabel.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"),
                FormattableString.Invariant($"{one.LastReceived.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"));
        }

        screen.Output.Write(table);
    }
}
