using System.CommandLine;
using Streaming.Simulation;

namespace Streaming.Telescope.Simulating;

/// <summary><c>telescope simulate</c>: writes a labelled night to a file.</summary>
internal static class SimulateCommand
{
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";

    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Number of observations.", Required = true }
            .Within(0, int.MaxValue);
        var seed = NightSettings.Seed();
        var faulty = NightSettings.Faulty();
        var target = new Option<string>("--out")
        {
            Description = "File to write, - for standard output.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "-",
        };
        var format = new Option<string>("--format")
        {
            Description = "csv, or jsonl: one JSON object a line.",
            DefaultValueFactory = _ => Csv,
        }.OneOf(Csv, JsonLines);

        var command = new Command("simulate", """
            Write a simulated night: plausible observations, each with its true class.

            Examples:
              telescope simulate --count 10000 --out night.csv
              telescope simulate --count 1000 --seed 5 --faulty 0.02 --format jsonl | head
            """) { count, seed, target, format, faulty };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new NightOptions { Seed = parsed.GetValue(seed), FaultyShare = parsed.GetValue(faulty) };
            var night = new SimulatedNight(options).Observe(parsed.GetValue(count));
            var path = parsed.GetValue(target)!;
            var console = parsed.InvocationConfiguration;
            await using var file = path == "-" ? null : OpenFile(path);
            var written = await WriteAsync(
                file ?? console.Output, night, parsed.GetValue(count), parsed.GetValue(format)!, cancellation);
            if (cancellation.IsCancellationRequested)
                console.Error.WriteLine($"telescope: stopped after {written:N0} observations");
            return 0;
        });
        return command;
    }

    private static async Task<int> WriteAsync(
        TextWriter output,
        IEnumerable<SimulatedObservation> night,
        int count,
        string format,
        CancellationToken cancellation)
    {
        var written = 0;
        var write = Task.Run(() =>
        {
            if (format == Csv) NightWriter.WriteCsv(output, Counted());
            else NightWriter.WriteJsonLines(output, Counted());
            output.Flush();
        }, CancellationToken.None);
        await ProgressBar.ShowAsync("Simulating", count, () => (Volatile.Read(ref written), ""), write);
        return written;

        IEnumerable<SimulatedObservation> Counted()
        {
            foreach (var simulated in night)
            {
                if (cancellation.IsCancellationRequested) yield break;
                yield return simulated;
                written++;
            }
        }
    }

    private static StreamWriter OpenFile(string path)
    {
        try
        {
            return new StreamWriter(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FailureException($"--out {path} cannot be written: {exception.Message}");
        }
    }
}
