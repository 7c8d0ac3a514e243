using System.CommandLine;
using System.Globalization;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;

namespace Streaming.LoadTests.Rounds;

/// <summary><c>predict</c>: one observation a request, over HTTP.</summary>
internal static class PredictCommand
{
    private const int Connections = 16;
    private const int Different = 1_000;
    private const double LeastPerSecond = 12_000;
    private const double MostP50 = 1.5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    public static Command Create() => RoundsCommand.Create(
        "predict",
        string.Create(CultureInfo.InvariantCulture, $"Asks /predict over {Connections} connections that are kept"),
        ExecuteAsync);

    /// <summary>The rows of the rounds.</summary>
    public static IReadOnlyList<Target> Targets(IReadOnlyList<PredictTurn> turns) =>
    [
        Series.AtLeast("requests a second", [.. turns.Select(turn => turn.PerSecond)], "F0", LeastPerSecond),
        Series.AtMost("request to answer, p50, ms", [.. turns.Select(turn => turn.Answers.P50)], "F2", MostP50),
        Series.Only("request to answer, p99, ms", [.. turns.Select(turn => turn.Answers.P99)], "F2"),
        Series.Only(
            "µs of the worker's processor time a request",
            [.. turns.Select(turn => turn.WorkerEach.TotalMicroseconds)],
            "F0"),
        Series.Only(
            "µs of the client's processor time a request",
            [.. turns.Select(turn => turn.ClientEach.TotalMicroseconds)],
            "F0"),
    ];

    private static async Task<RoundsReport> ExecuteAsync(int rounds, CancellationToken cancellationToken)
    {
        await using var broker = await BrokerChoice.StartAsync(cancellationToken);
        await using var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        await using var connection = await host.ConnectAsync(cancellationToken);
        await using var worker = new MeasuredWorker(host.Address, Checkout.Models);
        await worker.ReadyAsync(cancellationToken);
        var observations = new SimulatedNight(new NightOptions { Seed = 42 }).Observe(Different);
        using var client = new PredictClient(
            worker.Address!, Connections, observations.Select(simulated => simulated.Observation));
        client.Ask(WarmUp, cancellationToken);
        var turns = Enumerable.Range(0, rounds).Select(_ => Measure(worker, client, cancellationToken)).ToList();
        return new RoundsReport(
            string.Create(
                CultureInfo.InvariantCulture,
                $"/predict over {Connections} connections, {rounds} rounds of {Turn.TotalSeconds:F0} s"),
            $"{TestStand.SettingOf(connection)} Nothing streams; the client is one thread, on the same processors.",
            Targets(turns));
    }

    private static PredictTurn Measure(MeasuredWorker worker, PredictClient client, CancellationToken cancellationToken)
    {
        var (workerTime, clientTime) = (worker.ProcessorTime, Environment.CpuUsage.TotalTime);
        var answers = client.Ask(Turn, cancellationToken);
        return new PredictTurn(
            answers.Count / Turn.TotalSeconds,
            Percentiles.Of(answers),
            (worker.ProcessorTime - workerTime) / answers.Count,
            (Environment.CpuUsage.TotalTime - clientTime) / answers.Count);
    }
}
