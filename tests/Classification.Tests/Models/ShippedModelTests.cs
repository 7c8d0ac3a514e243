using Streaming.Classification.Models;

namespace Streaming.Classification.Tests.Models;

public sealed class ShippedModelTests
{
    private static readonly ModelStore Store = new(ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath));

    public static TheoryData<string> Versions => [.. Store.Versions()];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_model_that_ships_passes_every_check(string version)
    {
        var snapshot = ModelLoader.Load(Store, version, compile: true);

        Assert.All(snapshot.Ensembles, ensemble =>
        {
            Assert.Null(ensemble.NotCompiled);
            Assert.Equal(32, ensemble.Manifest.Canary.Count);
            Assert.DoesNotContain("alpha", ensemble.Manifest.Features);
            Assert.DoesNotContain("delta", ensemble.Manifest.Features);
        });
    }

    [Fact]
    public void The_champion_that_ships_was_measured_on_the_hold_out()
    {
        var manifest = Store.ReadManifest(Store.ReadChampion()!.Version);

        Assert.True(manifest.Fullest().HoldOut!.Rows >= 10_000);
    }
}
