using RabbitMQ.Client;
using Streaming.Integration.Tests.Brokers;
using Streaming.LoadTests.Rounds;

namespace Streaming.LoadTests.Faults.Soak;

/// <summary>
/// A long stream with all that a night brings: rejected observations, a promotion every 20 s, a lost connection now and
/// then.
/// </summary>
internal static class SoakRun
{
    public static async Task<SoakFigures> ExecuteAsync(
        int minutes, int rate, Action<string> tell, CancellationToken token)
    {
        using var store = new SwapStore();
        await using var broker = await BrokerChoice.StartOwnAsync(token);
        await using var host = await VirtualHost.CreateAsync(broker, token);
        var options = new FaultOptions { Rate = rate, Models = [.. store.Models.Select(model => model.Sha256)] };
        var bench = new FaultBench([broker], isQuick: false, tell);
        await using var stage = new FaultStage(bench, options, host, store.Store.Path, token);
        await using var connection = await stage.ConnectAsync(token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: token);
        await Telescope.DeclareAsync(connection, token);
        await channel.ExchangeDeclareAsync(
            SwapPromoter.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: token);
        await stage.Events.StartAsync(token);
        var worker = stage.StartWorker().Process;
        await worker.ReadyAsync(token);

        var publishing = stage.Publisher.RunAsync(token);
        var night = new SoakNight(store, stage, channel);
        await night.PassAsync(worker, minutes);
        stage.Publisher.End();
        await publishing;
        await StreamedFault.EndAsync(stage);

        var figures = new SoakFigures
        {
            Setting = TestStand.SettingOf(connection),
            Rate = rate,
            Account = stage.Account.Close(),
            SentAgain = stage.Publisher.SentAgain,
            Promotions = night.Promotions,
            // The first was in use from the start.
            Activations = worker.Lines.Count(IsActivation) - 1,
            Resets = night.Resets,
            Minutes = night.Samples.Minutes(stage.Account.Entries),
        };
        return figures with { Missed = [.. SoakVerdict.Missed(figures)] };
    }

    private static bool IsActivation((long At, string Text) line) =>
        line.Text.Contains(" is in use, before it ", StringComparison.Ordinal);
}
