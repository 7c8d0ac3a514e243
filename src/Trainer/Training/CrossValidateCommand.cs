using System.CommandLine;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Training;

/// <summary><c>trainer cross-validate</c></summary>
internal static class CrossValidateCommand
{
    public static Command Create(Screen screen)
    {
        var output = new Option<string>("--out")
        {
            Description = "CSV file for every row's out-of-fold probabilities",
            HelpName = "FILE",
            Required = true,
        };
        var inputs = InputSetOptions.One();
        var command = new DocumentedCommand(
            "cross-validate",
            "Measure hyperparameters by five folds of the training rows; the hold-out is not touched",
            """
            trainer cross-validate --data star_classification.csv --out folds.csv --iterations 400
            trainer cross-validate --data panstarrs.fits --inputs g-r-i-z --classes GALAXY=3,STAR=6 --out folds.csv
            """)
        {
            output, inputs,
        };
        var data = DataOptions.One(command);
        var hyperparameters = new HyperparameterOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await RunAsync(
                data.Read(parsed),
                parsed.GetRequiredValue(output),
                parsed.ReadOne(inputs),
                hyperparameters.Read(parsed, parsed.ReadOne(inputs)),
                screen,
                cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(
        DataSource source,
        string output,
        InputSet inputs,
        Hyperparameters hyperparameters,
        Screen screen,
        CancellationToken cancellation)
    {
        PredictionsFile.EnsurePlace(output);
        var data = (await source.ReadAsync(screen, inputs.Measurements, cancellation)).Of(inputs);
        DataReport.Write(screen, data);
        DataReport.WriteSplit(screen, data);
        EnoughRows.EnsureForTraining(data);
        var result = await CrossValidation.RunAsync(
            data.Part(DataPart.Training), hyperparameters, screen, cancellation);
        PredictionsFile.Write(output, ForestTrainer.Classes, result.Rows.Zip(result.Probabilities));
        var scored = result.Score();
        screen.Line($"out of fold, pooled; probabilities in {output}");
        MetricsTables.Write(
            screen, scored.Measure(), Bootstrap.Intervals(scored, ForestTrainer.Classes, cancellation));
    }
}
