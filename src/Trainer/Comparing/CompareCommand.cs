using System.CommandLine;
using System.Globalization;
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
        var output = new Option<string?>("--out")
        {
            Description = $"Folder for {PageFile}, a page of tables and figures, and {TableFile}; made if need be",
            HelpName = "DIR",
        };
        // ML.NET's trees and linear models copy the features: five million rows take them beyond 8 GB.
        var most = BoundedOption.Of(
            "--most-rows", "Training rows at most, drawn by the hash of their key", 1_000_000, 100, int.MaxValue);
        var inputs = InputSetOptions.One();
        var command = new DocumentedCommand(
            "compare",
            "Compare kinds of models by the same five stratified folds of the training rows",
            """
            trainer compare --data star_classification.csv --out comparison
            trainer compare --data star_classification.csv --inputs u-g-r-i-z
            trainer compare --data skymapper.csv --profile skymapper --map BAND=BAND_petro --inputs u-g-r-i-z
            """)
        {
            output, inputs, most,
        };
        var data = DataOptions.Several(command);
        var hyperparameters = new HyperparameterOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await RunAsync(
                data.Read(parsed),
                parsed.GetValue(output),
                parsed.ReadOne(inputs),
                parsed.GetValue(most),
                hyperparameters.Read(parsed, parsed.ReadOne(inputs)),
                screen,
                time,
                cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(
        DataSource source,
        string? output,
        InputSet inputs,
        int mostRows,
        Hyperparameters hyperparameters,
        Screen screen,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (output is not null)
        {
            OutputFolder.Ensure(output);
        }

        var data = (await source.ReadAsync(screen, inputs.Measurements, cancellation)).Of(inputs);
        DataReport.Write(screen, data);
        var all = data.Part(DataPart.Training);
        var rows = all.Count > mostRows ? OrderedRows.Of(all).Take(mostRows).ToList() : all;
        EnoughRows.EnsureForFolds(data with { Rows = rows });
        if (rows.Count < all.Count)
        {
            screen.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Count:N0} of {all.Count:N0} training rows are compared, drawn by hash: --most-rows"));
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
