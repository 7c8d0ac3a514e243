using System.CommandLine;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Training;

/// <summary><c>trainer cross-validate</c></summary>
internal static class CrossValidateCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var data = DataOption.One();
        var output = new Option<string>("--out")
        {
            Description = "CSV file for every row's out-of-fold probabilities",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command(
            "cross-validate", "Measure hyperparameters by five folds of the training rows; the hold-out is not touched")
        {
            data, output,
        };
        var hyperparameters = new HyperparameterOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await RunAsync(
                parsed.GetRequiredValue(data),
                parsed.GetRequiredValue(output),
                hyperparameters.Read(parsed),
                screen,
                time,
                cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(
        string file, string output, Hyperparameters hyperparameters, Screen screen, TimeProvider time,
        CancellationToken cancellation)
    {
        PredictionsFile.EnsurePlace(output);
        var data = CatalogueReader.Read([file], cancellation);
        DataReport.Write(screen, data);
        DataReport.WriteSplit(screen, data);
        var rows = data.Part(DataPart.Training);
        var predictions = new List<(LabelledRow Row, float[] Probabilities)>(rows.Count);
        for (var fold = 0; fold < ObjectKey.Folds; fold++)
        {
            var tested = rows.Where(row => row.Key.Fold == fold).ToList();
            var others = rows.Where(row => row.Key.Fold != fold).ToList();
            var forest = await Progress.RunAsync(
                screen,
                FormattableString.Invariant($"Fold {fold + 1} of {ObjectKey.Folds}"),
                hyperparameters.Iterations,
                time,
                report => ForestTrainer.Train(others, hyperparameters, report, cancellation));
            predictions.AddRange(tested.Zip(forest.Probabilities(tested)));
        }

        predictions.Sort((one, other) => one.Row.Line.CompareTo(other.Row.Line));
        PredictionsFile.Write(output, ForestTrainer.Classes, predictions);
        var scored = ScoredRows.Of(
            ForestTrainer.Classes,
            [.. predictions.Select(one => one.Row)],
            [.. predictions.Select(one => one.Probabilities)]);
        screen.Line($"out of fold, pooled; probabilities in {output}");
        MetricsTables.Write(
            screen, scored.Measure(), Bootstrap.Intervals(scored, ForestTrainer.Classes, cancellation));
    }
}
