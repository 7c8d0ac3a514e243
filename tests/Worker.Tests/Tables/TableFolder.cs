using Streaming.Catalogues.Observations;
using Streaming.Simulation;
using Streaming.Worker.Tables;
using Xunit;

namespace Streaming.Worker.Tests.Tables;

/// <summary>A folder with a long table in it, and runs over it that can be stopped.</summary>
internal sealed class TableFolder : IDisposable
{
    /// <summary>Rows of the table: several seconds of work, with rows among them that are rejected.</summary>
    public const int Rows = 200_000;

    private const int Repeated = 10;
    private const string Header = "observation_id,alpha,delta,u,g,r,i,z,redshift\n";

    private static readonly string Night = Text();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-resume-");

    public TableFolder() => File.WriteAllText(Input, Night);

    /// <summary>What the last run said.</summary>
    public string Said { get; private set; } = "";

    public string Input => this["night.csv"];

    public IEnumerable<string> Names => _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Runs to the end.</summary>
    /// <returns>The summary as it is shown.</returns>
    public async Task<string> RunAsync(TableFiles files, CancellationToken cancellation)
    {
        var (output, summary) = (new StringWriter(), new TableSummary());
        var screen = Screen.OfText("worker", output, output);
        try
        {
            using var catalogue = files.Open(new CatalogueRequest());
            var classifier = new TableClassifier(ShippedModel.Snapshot, SmallModel.Scorer(), settings: "", source: null);
            await files.WriteAsync(catalogue, classifier, summary, screen, cancellation);
        }
        finally
        {
            Said = output.ToString();
        }

        var shown = new StringWriter();
        summary.Write(Screen.OfText("worker", shown, shown), "line");
        return shown.ToString();
    }

    /// <summary>Runs until the first checkpoint, and is stopped there as by Ctrl-C.</summary>
    public async Task StopAsync(TableFiles files)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = RunAsync(files, stop.Token);
        while (!File.Exists($"{files.Output}.part.json") && !run.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    // The line that is no row, and the last one, are rejected in every repetition, at places of their own.
    private static string Text()
    {
        var night = new SimulatedNight(new NightOptions { MissingBandsShare = 0.3, FaultyShare = 0 });
        var rows = string.Concat(night.Observe((Rows / Repeated) - 2).Select(made => made.Observation).Select(
            one => FormattableString.Invariant($"{one.ObservationId},{one.Alpha},{one.Delta},{one.U},{one.G},")
                + FormattableString.Invariant($"{one.R},{one.I},{one.Z},{one.Redshift}\n")));
        return Header + string.Concat(Enumerable.Repeat($"x,1,2\n{rows}y,1,2,bright,19,18,17,16,\n", Repeated));
    }
}
