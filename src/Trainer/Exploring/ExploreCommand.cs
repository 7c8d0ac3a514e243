using System.CommandLine;
using System.Globalization;
using Streaming.Catalogues.Observations;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Exploring;

/// <summary><c>trainer explore</c></summary>
internal static class ExploreCommand
{
    private const string PageFile = "index.html";

    public static Command Create(Screen screen, TimeProvider time)
    {
        var data = DataOption.One();
        var output = new Option<string>("--out")
        {
            Description = $"Folder for the report, {PageFile}; made if need be",
            HelpName = "DIR",
            Required = true,
        };
        var command = new DocumentedCommand(
            "explore",
            "Look at a labelled file: one HTML page of figures, tables and findings",
            """
            trainer explore --data star_classification.csv --out report
            """)
        {
            data, output,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(parsed.GetRequiredValue(data), parsed.GetRequiredValue(output), screen, time, cancellation),
            cancellation));
        return command;
    }

    private static int Run(string file, string folder, Screen screen, TimeProvider time, CancellationToken cancellation)
    {
        OutputFolder.Ensure(folder);
        var start = time.GetTimestamp();
        var census = new ColumnCensus();
        var data = new CatalogueReader(new CatalogueRequest { Class = ClassUse.Required }, census.Add)
            .ReadFiles([file], cancellation).Of(InputSet.Spectroscopic);
        DataReport.Write(screen, data);
        var page = ExplorationPage.Of(data, census, time.GetUtcNow(), cancellation);
        var path = OutputFolder.Write(folder, PageFile, page.ToHtml());
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{path}, {page.Sections.Sum(section => section.Figures.Count())} figures, "
                + $"{time.GetElapsedTime(start).TotalSeconds:0.0} s"));
        return ExitCode.Success;
    }
}
