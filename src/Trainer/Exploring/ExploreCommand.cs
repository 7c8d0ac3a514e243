using System.CommandLine;
using System.Globalization;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Exploring;

/// <summary><c>trainer explore</c></summary>
internal static class ExploreCommand
{
    private const string PageFile = "index.html";

    public static Command Create(Screen screen, TimeProvider time)
    {
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
            trainer explore --data panstarrs.fits --profile panstarrs1 --out report
            trainer explore --data photoobj.csv --map BAND=psfMag_BAND --classes GALAXY=3,STAR=6 --deredden --out report
            curl -s https://example.org/sample.vot | trainer explore --data - --out report
            """)
        {
            output,
        };
        var data = DataOptions.One(command);
        command.SetAction(async (parsed, cancellation) => await RunAsync(
            data.Read(parsed), parsed.GetRequiredValue(output), screen, time, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        DataSource source, string folder, Screen screen, TimeProvider time, CancellationToken cancellation)
    {
        OutputFolder.Ensure(folder);
        var start = time.GetTimestamp();
        var census = new ColumnCensus();
        var data = await source.ReadAsync(screen, [], cancellation, onBlock: census.Add);
        DataReport.Write(screen, data);
        var page = await Task.Run(
            () => ExplorationPage.Of(data, census, time.GetUtcNow(), cancellation), cancellation);
        var path = OutputFolder.Write(folder, PageFile, page.ToHtml());
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{path}, {page.Sections.Sum(section => section.Figures.Count())} figures, "
                + $"{time.GetElapsedTime(start).TotalSeconds:0.0} s"));
        return ExitCode.Success;
    }
}
