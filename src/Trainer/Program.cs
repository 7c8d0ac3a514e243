using System.CommandLine;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Exploring;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Terminal;
using Streaming.Trainer.Training;

namespace Streaming.Trainer;

/// <summary>The commands of the trainer.</summary>
internal static class Program
{
    private const string About = """
        Trains, measures and promotes the models that the worker uses.

        Examples:
          trainer explore --data star_classification.csv --out report
          trainer train --data star_classification.csv --promote
          trainer cross-validate --data star_classification.csv --out folds.csv --iterations 400
          trainer evaluate --model champion --data skyserver.csv
          trainer models
          trainer promote 20260115T200000Z-0123abcd
        """;

    public static Task<int> Main(string[] args) => RunAsync(args, Screen.OfProcess(), TimeProvider.System);

    internal static Task<int> RunAsync(string[] args, Screen screen, TimeProvider time) => CommandRunner.RunAsync(
        new RootCommand(About)
        {
            ExploreCommand.Create(screen, time),
            TrainCommand.Create(screen, time),
            CrossValidateCommand.Create(screen, time),
            EvaluateCommand.Create(screen),
            ModelsCommand.Create(screen),
            PromoteCommand.Create(screen, time),
        },
        args,
        screen);
}
