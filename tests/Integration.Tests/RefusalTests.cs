using System.Security.Cryptography;
using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>Broken models under a running worker: each is refused with its reason, and the stream goes on.</summary>
public sealed class RefusalTests(BrokerFixture broker, SmallModelFixture models)
{
    private readonly SmallModelFixture _models = models;

    [Fact]
    public async Task Four_broken_models_are_refused_and_the_good_one_after_them_runs_while_observations_flow()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        var good = _models.Model;
        var truncatedChampion = await TruncateAsync(stage.Store, good, "truncated-5");
        good.Promote(stage.Store.Path, "good-1");
        var worker = Assert.Single(await stage.StartWorkersAsync(SwapStage.OnlyMessages, "the-worker"));
        using var enough = new CancellationTokenSource();
        var streaming = stage.StreamAsync(enough.Token);

        var corrupt = good.Files[0][..(good.Files[0].Length / 2)];
        await PromoteAsync(
            stage, good.Manifest("corrupt-2", one => one with { Sha256 = Digest(corrupt) }), corrupt);
        var corruptZip = await NextRefusalAsync(stage);
        await PromoteAsync(
            stage, good.Manifest("schema-3", one => one with { Features = [.. one.Features.Reverse()] }));
        var wrongSchema = await NextRefusalAsync(stage);
        await PromoteAsync(stage, good.Manifest("canary-4", one => one with { Canary = SlightlyOff(one.Canary) }));
        var failingCanary = await NextRefusalAsync(stage);
        File.Move(truncatedChampion, Path.Combine(stage.Store.Path, ModelStore.ChampionFile), overwrite: true);
        await stage.Promoter.AnnounceAsync("truncated-5", good.Sha256, Patience.Token());
        var truncatedManifest = await NextRefusalAsync(stage);
        await PromoteAsync(stage, good.Manifest("good-6"));
        var activated = (await stage.Models.NextAsync()).Activated;

        await enough.CancelAsync();
        var sent = (await streaming).Count;
        var events = await stage.Stage.Events.CountAsync(sent);
        await stage.Stage.AssertNothingLeftAsync(worker);

        Assert.Equal("corrupt-2", corruptZip.Version);
        Assert.Contains("u-g-r-i-z-redshift.zip cannot be loaded", corruptZip.Reason, StringComparison.Ordinal);
        Assert.Equal("schema-3", wrongSchema.Version);
        Assert.Contains("u-g-r-i-z-redshift.zip: featureHash does not belong", wrongSchema.Reason, StringComparison.Ordinal);
        Assert.Equal("canary-4", failingCanary.Version);
        Assert.Contains("u-g-r-i-z-redshift.zip: canary row 0 is off", failingCanary.Reason, StringComparison.Ordinal);
        Assert.Equal("truncated-5", truncatedManifest.Version);
        Assert.Contains("cannot read", truncatedManifest.Reason, StringComparison.Ordinal);
        Assert.Equal("good-6", activated.Model.Version);
        Assert.Equal("good-1", activated.Previous!.Version);
        // The activation at the start, four refusals, the activation at the end: nothing is told twice.
        Assert.Equal(6, (await stage.Models.CountAsync(6)).Count);
        Assert.Equal(sent, events.Select(received => received.Properties.MessageId).Distinct().Count());
        Assert.All(events, received => Assert.Contains(received.Classified.Model.Version, (string[])["good-1", "good-6"]));
    }

    [Fact]
    public async Task A_version_announced_under_another_fingerprint_is_refused_until_it_is_announced_under_its_own()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        var good = _models.Model;
        good.Promote(stage.Store.Path, "good-1");
        await stage.StartWorkersAsync(SwapStage.OnlyMessages, "the-worker");
        var other = new string('a', 64);
        stage.Store.Add(good.Manifest("good-2"), good.Files);

        await stage.Promoter.AnnounceAsync("good-2", other, Patience.Token());
        stage.Store.Promote("good-2", DateTimeOffset.UnixEpoch);
        var refused = await NextRefusalAsync(stage);
        await stage.Promoter.AnnounceAsync("good-2", good.Sha256, Patience.Token());
        var activated = (await stage.Models.NextAsync()).Activated;

        Assert.Contains(other, refused.Reason, StringComparison.Ordinal);
        Assert.Contains(good.Sha256, refused.Reason, StringComparison.Ordinal);
        Assert.Equal("good-2", activated.Model.Version);
    }

    [Fact]
    public async Task Messages_that_announce_nothing_hurt_nobody()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        _models.Model.Promote(stage.Store.Path, "good-1");
        var worker = Assert.Single(await stage.StartWorkersAsync(SwapStage.OnlyMessages, "the-worker"));

        foreach (var body in (string[])["", "?", "null", "[]", """{"model": {"version": "../good-1", "sha256": "0"}}"""])
        {
            await stage.Promoter.SendAsync(body, Patience.Token());
        }

        await stage.Promoter.AnnounceAsync("../../etc", _models.Model.Sha256, Patience.Token());
        await stage.Promoter.AnnounceAsync("nowhere-1", _models.Model.Sha256, Patience.Token());
        await PromoteAsync(stage, _models.Model.Manifest("good-2"));

        Assert.Equal("good-2", (await stage.Models.NextAsync()).Activated.Model.Version);
        await worker.ReadyAsync();
    }

    private static CanaryRow[] SlightlyOff(IReadOnlyList<CanaryRow> canary) =>
    [
        canary[0] with { Probabilities = [.. canary[0].Probabilities.Select(one => one + 1e-5)] },
        .. canary.Skip(1),
    ];

    // With another file in the place of the first, if need be.
    private async Task PromoteAsync(SwapStage stage, ModelManifest manifest, byte[]? file = null)
    {
        var files = _models.Model.Files;
        stage.Store.Add(manifest, [file ?? files[0], .. files.Skip(1)]);
        stage.Store.Promote(manifest.Version, DateTimeOffset.UnixEpoch);
        await stage.Promoter.AnnounceAsync(manifest.Version, manifest.Sha256, Patience.Token());
    }

    // The store promotes nothing that it cannot read: the manifest is cut afterwards. Returns the champion's record.
    private static async Task<string> TruncateAsync(ModelStore store, SmallModel model, string version)
    {
        model.Promote(store.Path, version);
        var champion = Path.Combine(store.Path, "champion-of-old.json");
        File.Move(Path.Combine(store.Path, ModelStore.ChampionFile), champion);
        var manifest = Path.Combine(store.Path, version, ModelStore.ManifestFile);
        var text = await File.ReadAllTextAsync(manifest, Patience.Token());
        await File.WriteAllTextAsync(manifest, text[..200], Patience.Token());
        return champion;
    }

    private static async Task<ModelRefused> NextRefusalAsync(SwapStage stage)
    {
        var next = await stage.Models.NextAsync();
        Assert.Equal(EventCollector.Refusals, next.Exchange);
        var refused = next.Refused;
        Assert.Equal("the-worker", refused.Instance);
        Assert.Equal("good-1", refused.Kept!.Version);
        return refused;
    }

    private static string Digest(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));
}
