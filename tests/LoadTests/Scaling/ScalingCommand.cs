using System.CommandLine;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Scaling;

/// <summary><c>scaling</c>: how many workers a night needs, by measurement, simulation and replay.</summary>
internal static class ScalingCommand
{
    private static readonly double[] Limits = [1, 0.5, 0.25];

    private static readonly Option<FileInfo> Figures = new("--figures")
    {
        Description = "The file with all figures, read and written",
        DefaultValueFactory = _ => new FileInfo(Path.Combine(Checkout.Root, "docs", "scaling.json")),
    };

    public static Command Create() =>
        new("scaling", "Measures one worker, simulates nights with many, replays a part of one on real workers")
        {
            Calibrate(), Replay(), Simulate(),
        };

    private static Command Calibrate()
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "Turns of each limit, added to those in the file; one takes some five minutes",
            DefaultValueFactory = _ => 2,
        };
        var command = new Command(
            "calibrate",
            "Measures one worker under several processor limits, in turn; needs the right to make control groups")
        {
            rounds, Figures,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(Figures)!.FullName;
            var broker = await CalibrationRun.ExecuteAsync(
                Limits,
                parsed.GetValue(rounds),
                one =>
                {
                    Console.WriteLine(FormattableString.Invariant(
                        $"{one.Cores} processors: {one.PerSecond:F0} a second after {one.Start:F1} s"));
                    // At once: an interrupted run keeps what it has.
                    var figures = ScalingFigures.Read(path);
                    (figures with { Calibration = [.. figures.Calibration, one] }).Write(path);
                },
                cancellationToken);
            var setting = Report.Setting(broker, $"model {StreamRun.Champion().Version}");
            (ScalingFigures.Read(path) with { Setting = setting }).Write(path);
            return 0;
        });
        return command;
    }

    private static Command Replay()
    {
        var command = new Command(
            "replay",
            "Predicts a part of a night and replays it on real workers, once, in some five minutes; added to those in "
            + "the file; exit code 1 when the two differ by more than was allowed before")
        {
            Figures,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(Figures)!.FullName;
            var (replay, broker) = await ReplayRun.ExecuteAsync(Console.WriteLine, cancellationToken);
            var figures = ScalingFigures.Read(path);
            (figures with { Replays = [.. figures.Replays, replay] }).Write(path);
            var targets = ReplayComparison.Targets(replay);
            Console.WriteLine(Report.ToText(
                "A replay beside its prediction", Report.Setting(broker, "the champion"), targets));
            return targets.All(row => row.IsMet) ? 0 : 1;
        });
        return command;
    }

    private static Command Simulate()
    {
        var prices = new Prices();
        var processorHour = new Option<double>("--processor-hour")
        {
            Description = "US dollars for a processor for an hour",
            DefaultValueFactory = _ => prices.ProcessorHour,
        };
        var memoryHour = new Option<double>("--memory-hour")
        {
            Description = "US dollars for a GiB of memory for an hour",
            DefaultValueFactory = _ => prices.MemoryHour,
        };
        var command = new Command(
            "simulate",
            "Simulates nights with the measured worker; writes the figures, the pictures and the tables of the page "
            + "beside them")
        {
            processorHour, memoryHour, Figures,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(Figures)!.FullName;
            var figures = ScalingFigures.Read(path);
            if (!figures.Calibration.Any(one => one.Cores == Limits[0]))
            {
                Console.Error.WriteLine($"simulate: {path} has no measured worker; run scaling calibrate first");
                return 2;
            }

            var costs = prices with
            {
                ProcessorHour = parsed.GetValue(processorHour),
                MemoryHour = parsed.GetValue(memoryHour),
            };
            var all = figures with { Prices = costs, Days = DayFigures.Of(figures.Calibration, costs) };
            all.Write(path);
            var worker = WorkerSpeed.Of([.. figures.Calibration.Where(one => one.Cores == Limits[0])]);
            var images = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "images")).FullName;
            File.WriteAllText(Path.Combine(images, "scaling-days.svg"), ScalingPlot.Days(worker));
            File.WriteAllText(Path.Combine(images, "scaling-replays.svg"), ScalingPlot.Replays(all.Replays));
            var page = Path.ChangeExtension(path, ".md");
            if (File.Exists(page))
            {
                File.WriteAllText(page, ScalingDocument.Fill(File.ReadAllText(page), all));
            }

            return 0;
        });
        return command;
    }
}
