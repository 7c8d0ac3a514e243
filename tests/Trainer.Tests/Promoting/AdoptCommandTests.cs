using Streaming.Classification.Models;

namespace Streaming.Trainer.Tests.Promoting;

public sealed class AdoptCommandTests : IDisposable
{
    private static readonly ModelStore Shipped = new(ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath));

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task An_empty_store_gets_the_champion_that_came_with_the_trainer()
    {
        var store = new ModelStore(_folder.File("store"));

        Assert.Equal(0, await RunAsync("adopt", "--store", store.Path, "--by", "Ada"));

        var shipped = Shipped.ReadChampion()!.Version;
        Assert.Equal(shipped, store.ReadChampion()!.Version);
        Assert.Equal(shipped, ModelLoader.Load(store, shipped).Reference.Version);
        Assert.Equal("Ada", store.ReadHistory().Single().By);
    }

    [Fact]
    public async Task A_store_with_a_champion_stays_as_it_is()
    {
        var store = new ModelStore(_folder.File("store"));
        var shipped = Shipped.ReadChampion()!.Version;
        var manifest = Shipped.ReadManifest(shipped);
        store.Add(
            manifest with
            {
                Format = ModelManifest.CurrentFormat,
                Version = "own",
                Sha256 = ModelManifest.Fingerprint(manifest.Ensembles),
            },
            manifest.Ensembles.Select(one => Shipped.ReadEnsemble(shipped, one.File)));
        store.Promote("own", DateTimeOffset.UnixEpoch);

        Assert.Equal(0, await RunAsync("adopt", "--store", store.Path));

        Assert.Equal("own", store.ReadChampion()!.Version);
        Assert.Equal(["own"], store.Versions());
        Assert.Contains("has a champion already, own", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_a_champion_has_none_to_give()
    {
        var empty = Directory.CreateDirectory(_folder.File("empty")).FullName;

        Assert.Equal(
            ExitCode.Failure, await RunAsync("adopt", "--store", _folder.File("store"), "--from", empty));

        Assert.Contains("has no champion", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] args) =>
        Program.RunAsync(args, Screen.OfText("trainer", _output, _error), TimeProvider.System);
}
