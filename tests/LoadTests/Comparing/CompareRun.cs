using System.Diagnostics;
using System.Text;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;

namespace Streaming.LoadTests.Comparing;

/// <summary>
/// Contenders take turns on one broker. In its turn each is started, gets a first stretch while it is cold, and another
/// when it is warm.
/// </summary>
internal static class CompareRun
{
    public const string Worker = "worker";

    // Long enough for any machine; a stream that stands still ends here.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    public static async Task<(IReadOnlyList<CompareTurn> Turns, string Setting)> ExecuteAsync(
        IReadOnlyList<string> contenders, int rounds, int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var champion = StreamRun.Champion();
        var turns = new List<CompareTurn>();
        await using var broker = await BrokerChoice.StartAsync(limit.Token);
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes, so that whatever changes with time changes for all.
            foreach (var contender in round % 2 == 0 ? contenders : contenders.Reverse())
            {
                var turn = await TurnAsync(broker, contender, round, count, champion.Sha256, limit.Token);
                Console.Error.WriteLine($"round {round + 1} of {rounds}: {turn}");
                turns.Add(turn);
            }
        }

        await using var host = await VirtualHost.CreateAsync(broker, limit.Token);
        await using var connection = await host.ConnectAsync(limit.Token);
        var version = Encoding.UTF8.GetString((byte[])connection.ServerProperties!["version"]!);
        return (turns, Report.Setting($"RabbitMQ {version}, quorum queue", $"model {champion.Version}"));
    }

    private static async Task<CompareTurn> TurnAsync(
        IBroker broker, string contender, int round, int count, string model, CancellationToken cancellationToken)
    {
        await using var host = await VirtualHost.CreateAsync(broker, cancellationToken);
        await using var connection = await host.ConnectAsync(cancellationToken);
        await Telescope.DeclareAsync(connection, cancellationToken);
        var worker = contender == Worker ? new MeasuredWorker(host.Address, Checkout.Models) : null;
        await using var process = worker ?? Start(contender, host.Address);
        await (worker is null
            ? (Task)process.LineAsync(line => line == ContenderCommand.Ready, cancellationToken)
            : worker.ReadyAsync(cancellationToken));
        var cold = await StretchAsync(host, connection, 2 * round, count, model, cancellationToken);
        var coldTime = process.ProcessorTime;
        var warm = await StretchAsync(host, connection, (2 * round) + 1, count, model, cancellationToken);
        var warmTime = process.ProcessorTime - coldTime;
        return new CompareTurn
        {
            Contender = contender,
            Cold = coldTime / count,
            Warm = warmTime / count,
            PerSecond = warm.PerSecond,
            Memory = process.PeakMemory,
            Lost = cold.Lost + warm.Lost,
            Repeated = cold.Repeated + warm.Repeated,
        };
    }

    private static async Task<(double PerSecond, int Lost, int Repeated)> StretchAsync(
        VirtualHost host,
        IConnection connection,
        int seed,
        int count,
        string model,
        CancellationToken cancellationToken)
    {
        var observations = new SimulatedNight(new NightOptions { Seed = seed })
            .Observe(count).Select(simulated => simulated.Observation).ToList();
        var ids = observations.ConvertAll(observation => EventId.OfClassification(
            observation.ObservationId!, observation.ObservedAt!.Value, model));
        var events = new EventCounter(ids);
        await using var subscription = await host.ConnectAsync(cancellationToken);
        await events.SubscribeAsync(subscription, cancellationToken);
        var sent = new long[count];
        await new Telescope(observations, messageIds: i => ids[i].ToString())
            .PublishAsync(connection, rate: 0, sent, cancellationToken);
        await events.AllOrSilenceAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(sent[0], events.Received.Max());
        return ((count - events.Lost) / took.TotalSeconds, events.Lost, events.Repeated);
    }

    private static MeasuredProcess Start(string contender, Uri broker) => new(
        "dotnet",
        [typeof(CompareRun).Assembly.Location, ContenderCommand.Name, contender, broker.AbsoluteUri],
        new Dictionary<string, string?>());
}
