using System.CommandLine;
using System.Globalization;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Rounds;

/// <summary><c>classify</c>: a whole table, without a broker.</summary>
internal static class ClassifyCommand
{
    private const int Count = 10_000_000;
    private const double LeastCsv = 250_000;
    private const double LeastParquet = 500_000;
    private const double MostMemory = 400;

    public static Command Create() => RoundsCommand.Create(
        "classify",
        string.Create(CultureInfo.InvariantCulture, $"Classifies a table of {Count:N0} simulated rows, CSV and Parquet"),
        ExecuteAsync);

    private static async Task<RoundsReport> ExecuteAsync(int rounds, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("streaming-classify-");
        try
        {
            var (csv, parquet) = (Path.Combine(folder.FullName, "night.csv"), Path.Combine(folder.FullName, "night.parquet"));
            await SimulateAsync(csv, cancellationToken);
            Convert(csv, parquet);
            var (fromCsv, fromParquet) = (new List<MeasuredRun>(), new List<MeasuredRun>());
            for (var round = 0; round < rounds; round++)
            {
                fromCsv.Add(await ClassifyAsync(csv, "out.csv"));
                fromParquet.Add(await ClassifyAsync(parquet, "out.parquet"));
            }

            return new RoundsReport(
                string.Create(
                    CultureInfo.InvariantCulture, $"worker classify of {Count:N0} simulated rows, {rounds} rounds"),
                $"{Environment.ProcessorCount} processors",
                [.. Targets("CSV", fromCsv, LeastCsv), .. Targets("Parquet", fromParquet, LeastParquet)]);

            Task<MeasuredRun> ClassifyAsync(string input, string output) => MeasuredRun.OfAsync(
                Checkout.WorkerAssembly,
                ["classify", input, "--out", Path.Combine(folder.FullName, output), "--store", Checkout.Models],
                cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<Target> Targets(string format, IReadOnlyList<MeasuredRun> runs, double least) =>
    [
        Series.AtLeast(
            $"{format} in and out, rows a second, start included",
            [.. runs.Select(run => Count / run.Elapsed.TotalSeconds)],
            "N0",
            least),
        Series.Only(
            $"{format}, processor time a row, µs",
            [.. runs.Select(run => run.ProcessorTime.TotalMicroseconds / Count)],
            "F2"),
        Series.AtMost($"{format}, resident memory at most, MiB", [.. runs.Select(run => run.PeakMemory)], "F0", MostMemory),
    ];

    private static async Task SimulateAsync(string file, CancellationToken cancellationToken)
    {
        await using var telescope = ChildProcess.Start(
            "dotnet",
            [
                Checkout.TelescopeAssembly, "simulate", "--count", Count.ToString(CultureInfo.InvariantCulture),
                "--photometric", "0.8", "--missing-bands", "0.1", "--out", file,
            ],
            new Dictionary<string, string?>());
        if (await telescope.ExitAsync(cancellationToken) is not 0 and var exitCode)
        {
            throw new InvalidOperationException($"telescope simulate ended with {exitCode}: {telescope.Errors}");
        }
    }

    private static void Convert(string csv, string parquet)
    {
        using var file = TableFile.Open(csv);
        using var output = TableOutput.Create(parquet);
        var block = file.Reader.NewBlock();
        while (file.Reader.Read(block))
        {
            output.Write(block.Columns, [.. Enumerable.Range(0, block.Rows)]);
        }

        output.Complete();
    }
}
