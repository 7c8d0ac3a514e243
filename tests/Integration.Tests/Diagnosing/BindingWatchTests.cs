using System.Net;
using Streaming.Contracts;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Diagnosing;

/// <summary>Exchanges and bindings that are taken away under a running worker.</summary>
public sealed class BindingWatchTests(BrokerFixture broker, SmallModelFixture model)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_missing_is_named_and_declared_again(bool isExchange)
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(
            model.Store,
            new Dictionary<string, string?> { [WorkerProcess.Management] = stage.Host.Management.AbsoluteUri });
        await using (var connection = await stage.Host.ConnectAsync(Patience.Token()))
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token()))
        {
            await (isExchange
                ? channel.ExchangeDeleteAsync(
                    ObservationsTopology.Exchange, ifUnused: false, cancellationToken: Patience.Token())
                : channel.ExchangeUnbindAsync(
                    ObservationsTopology.QueueExchange,
                    ObservationsTopology.Exchange,
                    "",
                    cancellationToken: Patience.Token()));
        }

        await Patience.UntilAsync(
            async () =>
            {
                using var ready = await worker.Http.GetAsync("/health/ready", Patience.Token());
                return ready.StatusCode == HttpStatusCode.ServiceUnavailable
                    && (await ready.Content.ReadAsStringAsync(Patience.Token())).Contains(
                        $"not bound: exchange {ObservationsTopology.Exchange} to exchange observations",
                        StringComparison.Ordinal);
            },
            "readiness to name the binding",
            () => worker.Output);
        await worker.ReadyAsync();
        await stage.Telescope.SendAsync(Stage.Observations(1), Patience.Token());

        Assert.Equal(
            Stage.Observations(1)[0].ObservationId, (await stage.Events.NextAsync()).Classified.ObservationId);
        Assert.Contains("Not bound, declared again: exchange", worker.Output, StringComparison.Ordinal);
        await stage.AssertNothingLeftAsync(worker);
    }
}
