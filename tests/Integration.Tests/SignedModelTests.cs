using System.Security.Cryptography;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>A running worker that takes signed models only, and somebody who can write to its store.</summary>
public sealed class SignedModelTests(BrokerFixture broker, SmallModelFixture models) : IDisposable
{
    private readonly SmallModelFixture _models = models;
    private readonly TemporaryFolder _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task What_is_not_signed_by_a_trusted_key_is_refused_with_its_reason_while_the_stream_goes_on()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        var (ada, good) = (NewKey("ada"), _models.Model);
        Add(stage, good.Manifest("good-1"), ada);
        stage.Store.Promote("good-1", DateTimeOffset.UnixEpoch);
        var settings = new Dictionary<string, string?>(SwapStage.OnlyMessages)
        {
            [TrustedKeys.Setting] = _keys.Combine("ada.pub.pem"),
        };
        var worker = Assert.Single(await stage.StartWorkersAsync(settings, "the-worker"));
        using var enough = new CancellationTokenSource();
        var streaming = stage.StreamAsync(enough.Token);

        Add(stage, good.Manifest("unsigned-2"), null);
        var unsigned = await RefusedAsync(stage, "unsigned-2");

        Add(stage, good.Manifest("tampered-3"), ada);
        var manifest = stage.Store.Locate("tampered-3", ModelStore.ManifestFile);
        await File.WriteAllTextAsync(manifest, await File.ReadAllTextAsync(manifest, Patience.Token()) + "\n", Patience.Token());
        var tampered = await RefusedAsync(stage, "tampered-3");

        // A zip of somebody else's, with every hash in the manifest made to fit and the signature of the good one.
        var forgedZip = (byte[])good.Files[0].Clone();
        forgedZip[^1] ^= 1;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(forgedZip));
        stage.Store.Add(
            good.Manifest("forged-4", one => one with { Sha256 = sha256 }), [forgedZip, .. good.Files.Skip(1)]);
        File.Copy(
            stage.Store.Locate("good-1", ModelSignature.File), stage.Store.Locate("forged-4", ModelSignature.File));
        var rewritten = await RefusedAsync(stage, "forged-4");

        var eve = NewKey("eve");
        Add(stage, good.Manifest("eves-5"), eve);
        var unknown = await RefusedAsync(stage, "eves-5");

        Add(stage, good.Manifest("good-6"), ada);
        await PromoteAsync(stage, "good-6");
        var activated = (await stage.Models.NextAsync()).Activated;
        await enough.CancelAsync();
        var sent = (await streaming).Count;
        var events = await stage.Stage.Events.CountAsync(sent);
        await stage.Stage.AssertNothingLeftAsync(worker);

        Assert.Equal("model 'unsigned-2' is not signed, and only signed models are taken", unsigned);
        Assert.Equal($"model 'tampered-3' has a signature by key {ada.KeyId} that is not of this manifest", tampered);
        Assert.Equal($"model 'forged-4' has a signature by key {ada.KeyId} that is not of this manifest", rewritten);
        Assert.Equal($"model 'eves-5' is signed by key {eve.KeyId}, which is not trusted", unknown);
        Assert.Equal(("good-6", "good-1"), (activated.Model.Version, activated.Previous!.Version));
        Assert.All(events, received => Assert.Contains(received.Classified.Model.Version, (string[])["good-1", "good-6"]));
        Assert.Contains($"Model good-6 is signed by the trusted key {ada.KeyId}", worker.Output, StringComparison.Ordinal);
    }

    private static void Add(SwapStage stage, ModelManifest manifest, SigningKey? key, IReadOnlyList<byte[]> files)
    {
        using var writer = ModelStoreWriter.Open(stage.Store);
        writer.Add(manifest, files, key);
    }

    private static async Task PromoteAsync(SwapStage stage, string version)
    {
        var champion = stage.Store.Promote(version, DateTimeOffset.UnixEpoch);
        await stage.Promoter.AnnounceAsync(
            champion.Version, stage.Store.ReadManifest(version).Sha256, Patience.Token());
    }

    private static async Task<string> RefusedAsync(SwapStage stage, string version)
    {
        await PromoteAsync(stage, version);
        var next = await stage.Models.NextAsync();
        Assert.Equal(EventCollector.Refusals, next.Exchange);
        Assert.Equal((version, "good-1"), (next.Refused.Version, next.Refused.Kept!.Version));
        return next.Refused.Reason;
    }

    private void Add(SwapStage stage, ModelManifest manifest, SigningKey? key) =>
        Add(stage, manifest, key, _models.Model.Files);

    private SigningKey NewKey(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_keys.Combine($"{name}.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_keys.Combine($"{name}.pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        return SigningKey.Read(_keys.Combine($"{name}.pem"));
    }
}
