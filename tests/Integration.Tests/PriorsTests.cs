using Streaming.Contracts;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Trainers;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>Class shares of a running stream: estimated by the trainer, set for a worker, told in its events.</summary>
public sealed class PriorsTests(BrokerFixture broker)
{
    private const string Source = "plate-in-the-milky-way";

    [Fact]
    public async Task The_trainer_estimates_the_shares_of_a_source_from_what_workers_publish()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(Checkout.Models);
        await using var trainer = TrainerProcess.Start(
            stage.Host.Address, "priors", "--source", Source, "--count", "1000", "--store", Checkout.Models);

        // It says nothing of when it begins to listen: the night goes on until it has heard enough.
        using var night = Photometric(1_000_000).Chunk(250).GetEnumerator();
        await Patience.UntilAsync(
            async () =>
            {
                night.MoveNext();
                await stage.Telescope.SendAsync(night.Current, Patience.Token());
                return trainer.HasExited;
            },
            "an estimate",
            () => trainer.Output + trainer.Errors);

        Assert.True(await trainer.ExitAsync(Patience.Token()) == 0, trainer.Errors);
        Assert.Contains("1,000 observations", trainer.Output, StringComparison.Ordinal);
        var share = trainer.Output.Split('\n').Single(line => line.Contains("__STAR=", StringComparison.Ordinal));
        Assert.StartsWith($"Classification__Priors__{Source}__STAR=0.", share.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shares_that_are_set_for_a_source_change_its_answers_alone_and_are_told()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(Checkout.Models, new Dictionary<string, string?>
        {
            [$"Classification__Priors__{Source}__STAR"] = "0.9",
            [$"Classification__Priors__{Source}__GALAXY"] = "0.08",
            [$"Classification__Priors__{Source}__QSO"] = "0.02",
        });
        var night = Photometric(200).ToList();
        ObservationReceived[] others =
            [.. night.Select(one => one with { ObservationId = $"{one.ObservationId}-again", Source = "elsewhere" })];

        await stage.Telescope.SendAsync(night.Concat(others), Patience.Token());
        var events = await stage.Events.DistinctAsync(2 * night.Count);
        await stage.AssertNothingLeftAsync(worker);

        var bySource = events.Select(received => received.Classified).ToLookup(one => one.Source);
        Assert.All(bySource[Source], one => Assert.Equal(Source, one.Priors));
        Assert.All(bySource["elsewhere"], one => Assert.Null(one.Priors));
        var asTrained = bySource["elsewhere"].ToDictionary(one => one.ObservationId);
        Assert.All(bySource[Source], one =>
        {
            var other = asTrained[$"{one.ObservationId}-again"];
            Assert.True(one.Probabilities.Star >= other.Probabilities.Star);
            Assert.Equal(other.Candidates!.Classes, one.Candidates!.Classes);
        });
        Assert.True(
            bySource[Source].Count(one => one.Class == ObjectClass.Star)
                > bySource["elsewhere"].Count(one => one.Class == ObjectClass.Star));
    }

    private static IEnumerable<ObservationReceived> Photometric(int count) =>
        new SimulatedNight(new NightOptions { Seed = 9, PhotometricShare = 1, Source = Source })
            .Observe(count)
            .Select(made => made.Observation);
}
