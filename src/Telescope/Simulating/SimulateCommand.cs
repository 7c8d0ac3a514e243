using System.CommandLine;
using Streaming.Simulation;

namespace Streaming.Telescope.Simulating;

/// <summary><c>telescope simulate</c>: writes a labelled night to a file.</summary>
internal static class SimulateCommand
{
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";
    private const string StandardOutput = "-";

    public static DocumentedCommand Create(Screen screen)
    {
        var count = BoundedOption.Of("--count", "Number of observations", 0, int.MaxValue);
        count.Required = true;
        var settings = new NightSettings();
        var target = new Option<string>("--out")
        {
            Description = "File to write, - for standard output",
            HelpName = "FILE",
            DefaultValueFactory = _ => StandardOutput,
        };
        var format = BoundedOption.Of("--format", "csv, or jsonl: one JSON object a line", Csv, JsonLines);
        var json = new Option<bool>("--json")
        {
            Description = "Write a summary as one line of JSON; needs --out FILE",
        };

        var command = new DocumentedCommand("simulate", """
            Write a simulated night: plausible observations, each with its true class.
            """,
            """
            telescope simulate --count 10000 --out night.csv
            telescope simulate --count 10000 --photometric 0.8 --missing-bands 0.1 --out night.csv
            telescope simulate --count 1000 --seed 5 --faulty 0.02 --format jsonl | head
            telescope simulate --count 10000 --out night.csv --json | jq .classes
            """) { count };
        foreach (var option in (Option[])[.. settings.Options, target, format, json]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(target) is null or StandardOutput)
                result.AddError("--json needs --out FILE: standard output is taken by the observations");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var tally = new NightTally();
            var night = tally.Count(new SimulatedNight(settings.Read(parsed)).Observe(parsed.GetValue(count)));
            var path = parsed.GetValue(target)!;
            await using var file = path == StandardOutput ? null : OpenFile(path);
            var write = Write(file ?? screen.Writer, night, parsed.GetValue(format)!, cancellation);
            await Progress.ShowAsync(
                screen.Aside, "Simulating", parsed.GetValue(count), () => (tally.Observations, ""), write);
            if (parsed.GetValue(json)) screen.Raw(tally.Json(path));
            if (!cancellation.IsCancellationRequested) return ExitCode.Success;
            screen.Complain($"stopped after {tally.Observations:N0} observations");
            return ExitCode.Interrupted;
        });
        return command;
    }

    private static Task Write(
        TextWriter output, IEnumerable<SimulatedObservation> night, string format, CancellationToken cancellation)
    {
        return Task.Run(() =>
        {
            if (format == Csv) NightWriter.WriteCsv(output, UntilStopped());
            else NightWriter.WriteJsonLines(output, UntilStopped());
            output.Flush();
        }, CancellationToken.None);

        IEnumerable<SimulatedObservation> UntilStopped() => night.TakeWhile(_ => !cancellation.IsCancellationRequested);
    }

    private static StreamWriter OpenFile(string path)
    {
        try
        {
            return new StreamWriter(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FailureException($"--out {path}: cannot be written: {exception.Message}");
        }
    }
}
