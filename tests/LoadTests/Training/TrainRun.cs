using System.Globalization;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Training;

/// <summary>Simulates rows and gives them to the trainer, a process for every command.</summary>
/// <param name="trainer">The trainer's assembly.</param>
/// <param name="commands">Which of <see cref="Commands"/>.</param>
internal sealed class TrainRun(string trainer, IReadOnlyList<string> commands)
{
    public const string Train = "train";
    public const string Evaluate = "evaluate";

    /// <summary>What can be measured.</summary>
    public static IReadOnlyList<string> Commands { get; } = [Train, Evaluate, "explore", "compare"];

    /// <summary>Measures so many rows.</summary>
    public async Task<TrainTurn> MeasureAsync(int rows, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var (night, store) = (Path.Combine(folder.Path, "night.csv"), Path.Combine(folder.Path, "store"));
        Directory.CreateDirectory(store);
        string[] simulate = ["simulate", "--count", rows.ToString(CultureInfo.InvariantCulture), "--out", night];
        await MeasuredProgram.RunAsync(Checkout.TelescopeAssembly, simulate, cancellationToken);
        var (figures, quality) = (new List<(string, ProgramFigures)>(), new List<HoldOutFigures>());
        foreach (var command in commands)
        {
            var model = Directory.GetDirectories(store).Select(Path.GetFileName).SingleOrDefault();
            string[] arguments = command switch
            {
                Train => [Train, "--input-sets", "complete", "--store", store],
                Evaluate => [Evaluate, "--part", "all", "--model", model!, "--store", store],
                _ => [command, "--out", Path.Combine(folder.Path, command)],
            };
            var figure = await MeasuredProgram.RunAsync(trainer, [.. arguments, "--data", night], cancellationToken);
            figures.Add((command, figure));
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows:N0} rows: {command} took {figure.Processor.TotalSeconds:N0} s of processor time, "
                    + $"{figure.PeakMemory:N0} MiB"));
            if (command == Train)
            {
                var manifest = Directory.GetFiles(store, "manifest.json", SearchOption.AllDirectories).Single();
                quality.AddRange(HoldOutFigures.In(await File.ReadAllTextAsync(manifest, cancellationToken)));
            }
        }

        return new TrainTurn(rows, figures, quality);
    }
}
