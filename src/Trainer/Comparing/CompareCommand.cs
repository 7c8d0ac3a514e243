using System.CommandLine;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Comparing;

/// <summary><c>trainer compare</c></summary>
internal static class CompareCommand
{
    private const string PageFile = "index.html";
    private const string TableFile = "folds.csv";

    public static Command Create(Screen screen, TimeProvider time)
    {
        var data = DataOption.Several();
        var output = new Option<string?>("--out")
        {
            Description = $"Folder for {PageFile}, a page of tables and figures, and {TableFile}; made if need be",
            HelpName = "DIR",
        };
        var inputs = InputSetOptions.One();
        var command = new DocumentedCommand(
            "compare",
            "Compare kinds of models by the same five stratified folds of the training rows",
            """
            trainer compare --data star_classification.csv --out comparison
            trainer compare --data star_classification.csv --inputs u-g-r-i-z
            """)
        {
            data, output, inputs,
        };
        var hyperparameters = new HyperparameterOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await RunAsync(
                parsed.GetRequiredValue(data),
                parsed.GetValue(output),
                parsed.ReadOne(inputs),
                hyperparameters.Read(parsed, parsed.ReadOne(inputs)),
                screen,
                time,
                cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(
        string[] files,
        string? output,
        InputSet inputs,
        Hyperparameters hyperparameters,
        Screen screen,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (output is not null)
        {
            OutputFolder.Ensure(output);
        }

        var data = CatalogueReader.Read(files, inputs.Measurements, cancellation).Of(inputs);
        DataReport.Write(screen, data);
        var rows = data.Part(DataPart.Training);
        if (LabelledData.ByClass(rows).FirstOrDefault(pair => pair.Value < ObjectKey.Folds) is { Key: { } scarce })
        {
            throw new FailureException(
                $"--data {data.File}: fewer than {ObjectKey.Folds} training rows are of class {scarce}");
        }

        var comparison = new Comparison(rows, time);
        ComparisonText.WriteFolds(screen, comparison.ClassesByFold());
        var contenders = Contenders.All(hyperparameters);
        var standings = await Progress.RunAsync(
            screen,
            FormattableString.Invariant($"Comparing {contenders.Count} kinds of models by {ObjectKey.Folds} folds"),
            contenders.Count * ObjectKey.Folds,
            report => comparison.Run(contenders, report, cancellation));
        ComparisonText.Write(screen, standings);
        if (output is not null)
        {
            var page = ComparisonPage.Of(data, rows.Count, standings, time.GetUtcNow());
            OutputFolder.Write(output, PageFile, page.ToHtml());
            OutputFolder.Write(output, TableFile, ComparisonText.Csv(standings));
            screen.Line($"written: {PageFile} and {TableFile} in {output}");
        }
    }
}
