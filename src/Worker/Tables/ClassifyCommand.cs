using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Writing;
using Streaming.Classification.Models;
using Streaming.Worker.Classifying;
using Streaming.Worker.Models;

namespace Streaming.Worker.Tables;

/// <summary><c>classify</c>: a whole table, without a broker.</summary>
internal static class ClassifyCommand
{
    private const string Champion = "champion";

    public static Command Create(Screen screen)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Table of any survey: CSV, JSON Lines, Parquet, FITS, VOTable, also packed with gzip; - for "
                + "standard input",
        };
        var output = new Option<string>("--out")
        {
            Description = $"Where the table goes, with the answers: the end of the name tells how ({TableOutput.Ends}); "
                + "- is CSV on standard output. "
                + $"A run that is stopped is gone on with by the same command, where its files are {TableOutput.LineEnds}",
            HelpName = "FILE",
            DefaultValueFactory = _ => TableOutput.StandardOutput,
        };
        var kept = new Option<string?>("--columns")
        {
            Description = "Which of the table's columns are written again, joined by commas [default: all]",
            HelpName = "NAMES",
        };
        var rejected = new Option<string?>("--rejected")
        {
            Description = "Where the rows go that cannot be classified, with line and reason [default: they are counted]",
            HelpName = "FILE",
        };
        var report = new Option<string?>("--report")
        {
            Description = "Also write a page of figures, HTML, to this file", HelpName = "FILE",
        };
        var source = new Option<string?>("--source")
        {
            Description = "Whose class shares (priors) are taken, where a row has no source of its own",
            HelpName = "NAME",
        };
        var model = new Option<string>("--model")
        {
            Description = $"A version, or '{Champion}'", HelpName = "VERSION", DefaultValueFactory = _ => Champion,
        };
        var store = new Option<string?>("--store")
        {
            Description = "Model store: a folder, relative to the current one, or s3://BUCKET/PREFIX [default: the setting "
                + "ModelStore__Path]",
            HelpName = "PATH",
        };
        var command = new DocumentedCommand(
            "classify",
            "Classifies a whole table, without a broker, as the stream would; the answers stand beside its columns",
            """
            worker classify night.csv --out classified.parquet
            worker classify night.csv --out classified.csv --report classified.html
            worker classify sweep.fits.gz --out classified.fits --columns ra,dec,type --rejected rejected.csv
            worker classify joined.vot --map BAND=psfMag_BAND,redshift=z_sp --out classified.csv
            zcat night.csv.gz | worker classify - | head
            """)
        {
            file, output, kept, rejected, report, source, model, store,
        };
        var columns = new CatalogueOptions(command, hasClasses: true);
        command.SetAction((parsed, cancellation) => RunAsync(
            new TableFiles(
                parsed.GetRequiredValue(file),
                parsed.GetRequiredValue(output),
                parsed.GetValue(rejected),
                parsed.GetValue(kept)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            columns.Read(parsed),
            parsed.GetValue(report),
            Classifier(parsed.GetRequiredValue(model), parsed.GetValue(store), parsed.GetValue(source)),
            screen,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        TableFiles files,
        CatalogueRequest request,
        string? report,
        TableClassifier classifier,
        Screen screen,
        CancellationToken cancellation)
    {
        if (report is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(report))))
        {
            throw new FailureException($"--report {report}: no such folder");
        }

        // Standard output may be the table.
        var aside = files.Output == TableOutput.StandardOutput ? screen.Aside : screen;
        var start = screen.Time.GetTimestamp();
        using var catalogue = files.Open(
            request with { Class = ClassUse.Optional, Measurements = classifier.Measurements });
        var summary = new TableSummary { Sample = report is null ? null : new TableSample() };
        foreach (var note in catalogue.Notes)
        {
            aside.Line($"{files.Input}: {note}");
        }

        await files.WriteAsync(catalogue, classifier, summary, aside, cancellation);
        var seconds = screen.Time.GetElapsedTime(start).TotalSeconds;
        aside.Line(
            $"{summary.Classified:N0} rows classified, {summary.Rejected:N0} rejected, in {seconds:0.0} s "
            + $"({(summary.Rows - summary.RowsBefore) / Math.Max(seconds, 0.001):N0}/s), by model {classifier.Version}");
        summary.Write(aside, catalogue.LineWord);
        if (report is not null)
        {
            var page = new TablePage(summary.Counts, summary.Sample!, catalogue.LineWord).Of(
                $"{Path.GetFileName(files.Input)}, classified",
                $"{catalogue.Format}; {catalogue.Columns.Description}; by model {classifier.Version}",
                catalogue.Notes);
            await File.WriteAllTextAsync(report, page.ToHtml(), cancellation);
            aside.Line($"report {report}");
        }

        return ExitCode.Success;
    }

    private static TableClassifier Classifier(string version, string? path, string? source)
    {
        using var services = Services();
        var store = services.GetRequiredService<IOptions<ModelStoreOptions>>().Value.Open(path);
        var model = ModelLoader.Load(
            store,
            version != Champion
                ? version
                : store.ReadChampion()?.Version
                    ?? throw new FailureException($"--model {Champion}: the store {store.Path} has no champion"),
            compile: true,
            threads: Environment.ProcessorCount);
        var scorer = services.GetRequiredService<ObservationScorer>();
        var settings = services.GetRequiredService<IOptions<ClassificationOptions>>().Value;
        return new TableClassifier(model, scorer, JsonSerializer.Serialize(settings), source);
    }

    // The settings of the stream, from the same places.
    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build());
        services.AddModelStore().AddScoring();
        return services.BuildServiceProvider();
    }
}
