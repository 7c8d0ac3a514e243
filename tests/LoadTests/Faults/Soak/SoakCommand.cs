using System.CommandLine;
using Streaming.LoadTests.Faults.Reporting;

namespace Streaming.LoadTests.Faults.Soak;

/// <summary><c>soak</c>: a long stream, and whether anything grows.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        var minutes = new Option<int>("--minutes")
        {
            Description = "How long; of less than 10 the warm-up is most",
            DefaultValueFactory = _ => 30,
        };
        var rate = new Option<int>("--rate")
        {
            Description = "Observations a second; half of what a worker classifies here",
            DefaultValueFactory = _ => 4_000,
        };
        var page = new Option<FileInfo?>("--write")
        {
            Description = "Keep the result in the JSON file beside this page, and write its tables anew",
        };
        var command = new Command(
            "soak", "Streams for long under promotions, rejections and reconnects; exit code 1 when something grows or "
            + "an observation is lost")
        {
            minutes, rate, page,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(minutes) < 3)
            {
                result.AddError("--minutes: at least 3, one for each third");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var soak = await SoakRun.ExecuteAsync(
                parsed.GetValue(minutes), parsed.GetValue(rate), Console.WriteLine, cancellationToken);
            Console.WriteLine(SoakText.Of(soak));
            if (parsed.GetValue(page) is { } target)
            {
                ReliabilityPage.Keep(target.FullName, figures => figures with { Soak = soak });
            }

            return soak.Missed.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
