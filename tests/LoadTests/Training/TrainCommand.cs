using System.CommandLine;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Training;

/// <summary><c>train</c>: what the trainer's commands take by rows.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var rows = new Option<int[]>("--rows")
        {
            Description = "Numbers of rows, one after the other",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [200_000, 1_000_000],
        };
        var commands = new Option<string[]>("--commands")
        {
            Description = "Commands of the trainer; evaluate needs train before it",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. TrainRun.Commands],
        };
        commands.AcceptOnlyFromAmong([.. TrainRun.Commands]);
        var trainer = new Option<string>("--trainer")
        {
            Description = "Assembly of the trainer: another than that of this checkout is measured beside it",
            DefaultValueFactory = _ => Checkout.TrainerAssembly,
        };
        var file = new Option<FileInfo?>("--out") { Description = "Also append the tables to this file, as Markdown" };
        var command = new Command("train", "Trains on simulated rows and measures time, memory and quality by rows")
        {
            rows, commands, trainer, file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = new TrainRun(parsed.GetRequiredValue(trainer), parsed.GetRequiredValue(commands));
            List<TrainTurn> turns = [];
            foreach (var count in parsed.GetRequiredValue(rows))
            {
                turns.Add(await run.MeasureAsync(count, cancellationToken));
                Console.WriteLine(TrainReport.Costs([turns[^1]]));
            }

            var tables = $"{TrainReport.Costs(turns)}\n{TrainReport.Quality(turns)}\n";
            Console.WriteLine(tables);
            if (parsed.GetValue(file) is { } target)
            {
                await File.AppendAllTextAsync(target.FullName, tables, cancellationToken);
            }

            return 0;
        });
        return command;
    }
}
