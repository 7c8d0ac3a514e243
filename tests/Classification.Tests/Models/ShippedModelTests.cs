using Streaming.Classification.Models;

namespace Streaming.Classification.Tests.Models;

public sealed class ShippedModelTests
{
    [Fact]
    public void The_champion_that_ships_passes_every_check()
    {
        var store = new ModelStore(ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath));
        var champion = store.ReadChampion();

        var snapshot = ModelLoader.Load(store, champion!.Version);

        Assert.Equal(32, snapshot.Manifest.Canary.Count);
        Assert.True(snapshot.Manifest.HoldOut!.Rows >= 10_000);
        Assert.DoesNotContain("alpha", snapshot.Manifest.Features);
    }
}
