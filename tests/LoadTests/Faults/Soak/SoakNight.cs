using RabbitMQ.Client;

namespace Streaming.LoadTests.Faults.Soak;

/// <summary>What goes on around the stream of a soak: samples, promotions, lost connections.</summary>
internal sealed class SoakNight(SwapStore store, FaultStage stage, IChannel channel)
{
    private const int SecondsOfReset = 90;
    private const int SecondsOfPromotion = 20;
    private const int SecondsOfSample = 5;
    private const int SecondsOfWord = 60;

    public SoakSamples Samples { get; } = new();

    /// <summary>Models promoted.</summary>
    public int Promotions { get; private set; }

    /// <summary>Resets of all connections.</summary>
    public int Resets { get; private set; }

    public async Task PassAsync(MeasuredProcess worker, int minutes)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var second = 1; second <= minutes * 60; second++)
        {
            await timer.WaitForNextTickAsync(stage.Token);
            var sample = second % SecondsOfSample == 0 ? Samples.Take(worker, stage.Account.Outstanding) : "";
            if (second % SecondsOfWord == 0)
            {
                stage.Bench.Tell(sample);
            }

            if (second % SecondsOfReset == 0)
            {
                stage.Proxy.Reset();
                Resets++;
            }

            // The last one has the time of the others to be taken into use.
            if (second % SecondsOfPromotion == 0 && second < minutes * 60)
            {
                var next = store.Models[++Promotions % store.Models.Count];
                await SwapPromoter.PromoteAsync(store.Store, next, channel, stage.Token);
            }
        }
    }
}
