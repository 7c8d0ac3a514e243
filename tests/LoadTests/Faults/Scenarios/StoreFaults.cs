using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>A model store that is broken under a running worker, which keeps its model.</summary>
internal static class StoreFaults
{
    private const int Nobody = 65534;

    // The worker looks every five seconds.
    private const double Broken = 12;

    public static IEnumerable<FaultScenario> All { get; } =
    [
        FaultScenario.OfStream(
            "store-unreadable", "The model store unreadable for 12 s",
            stage => stage.BreakAsync(
                () => WorkerFaults.DoAsync(() => Allow(stage.Store, UnixFileMode.None)),
                Broken,
                () => WorkerFaults.DoAsync(() => Allow(stage.Store, Everybody))),
            // Root may read everything.
            new FaultOptions { Store = Copy, Within = Environment.UserName == "root" ? AsNobody : null }),
        FaultScenario.OfStream(
            "store-deleted", "The model store gone for 12 s",
            stage => stage.BreakAsync(
                () => WorkerFaults.DoAsync(() => Directory.Move(stage.Store, stage.Store + "-away")),
                Broken,
                () => WorkerFaults.DoAsync(() => Directory.Move(stage.Store + "-away", stage.Store))),
            new FaultOptions { Store = Copy }),
        FaultScenario.OfStream(
            "store-half-written", "champion.json cut in half, and a promoted model whose files are cut, each for 12 s",
            HalfAsync, new FaultOptions { Store = Copy }),
        FaultScenario.OfStream(
            "store-path", "A champion.json that names a path, for 12 s",
            stage => ChampionAsync(stage, text => text.Replace(
                $"\"version\": \"{StreamRun.Champion().Version}", "\"version\": \"../../etc/passwd", StringComparison.Ordinal)),
            new FaultOptions { Store = Copy }),
        FaultScenario.OfStream(
            "store-schema", "A promoted model of another feature schema, for 12 s", SchemaAsync,
            new FaultOptions { Store = Copy }),
        FaultScenario.OfStream(
            "store-full", "The store's disk full while a model is added; the worker itself writes nothing", FullAsync,
            new FaultOptions { Store = Copy, Bounds = new FaultBounds { IsSeen = false } }),
    ];

    private static IReadOnlyList<string> AsNobody =>
        ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "env", "HOME=/tmp"];

    private static UnixFileMode Everybody =>
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static void Allow(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static string Copy(TemporaryFolder folder)
    {
        Allow(folder.Path, Everybody);
        var store = new ModelStore(folder.Combine("models"));
        Directory.CreateDirectory(store.Path);
        using (var writer = ModelStoreWriter.Open(store))
        {
            writer.Copy(new ModelStore(Checkout.Models), StreamRun.Champion().Version);
        }

        store.Promote(StreamRun.Champion().Version, TimeProvider.System.GetUtcNow());
        Allow(store.Path, Everybody);
        return store.Path;
    }

    private static Task ChampionAsync(FaultStage stage, Func<string, string> spoil)
    {
        var path = Path.Combine(stage.Store, ModelStore.ChampionFile);
        var good = File.ReadAllText(path);
        return stage.BreakAsync(
            () => File.WriteAllTextAsync(path, spoil(good), stage.Token),
            Broken,
            () => File.WriteAllTextAsync(path, good, stage.Token));
    }

    private static async Task HalfAsync(FaultStage stage)
    {
        await ChampionAsync(stage, text => text[..(text.Length / 2)]);
        var store = new ModelStore(stage.Store);
        var (good, files) = Shipped(store);
        await PromotedAsync(stage, good with { Version = "cut-2" }, files.Select(file => file[..(file.Length / 2)]));
    }

    private static async Task SchemaAsync(FaultStage stage)
    {
        var (good, files) = Shipped(new ModelStore(stage.Store));
        var first = good.Ensembles[0];
        EnsembleManifest[] ensembles =
        [
            first with { Features = [.. first.Features.Reverse()] }, .. good.Ensembles.Skip(1),
        ];
        await PromotedAsync(
            stage,
            good with { Version = "schema-2", Ensembles = ensembles, Sha256 = ModelManifest.Fingerprint(ensembles) },
            files);
    }

    private static Task PromotedAsync(FaultStage stage, ModelManifest manifest, IEnumerable<byte[]> files)
    {
        var store = new ModelStore(stage.Store);
        store.Add(manifest, files);
        return stage.BreakAsync(
            () => WorkerFaults.DoAsync(() => store.Promote(manifest.Version, TimeProvider.System.GetUtcNow())),
            Broken,
            () => WorkerFaults.DoAsync(
                () => store.Promote(StreamRun.Champion().Version, TimeProvider.System.GetUtcNow())));
    }

    private static (ModelManifest Manifest, IReadOnlyList<byte[]> Files) Shipped(ModelStore store)
    {
        var manifest = store.ReadManifest(StreamRun.Champion().Version);
        return (manifest, [.. manifest.Ensembles.Select(one => store.ReadEnsemble(manifest.Version, one.File))]);
    }

    private static async Task FullAsync(FaultStage stage)
    {
        using var disk = TinyDisk.Mount(stage.Store + "-full", mebibytes: 10);
        var small = new ModelStore(disk.Path);
        var (good, files) = Shipped(new ModelStore(stage.Store));
        small.Add(good, files);
        small.Promote(good.Version, TimeProvider.System.GetUtcNow());
        await stage.StartWorker(store: disk.Path).Process.ReadyAsync(stage.Token);
        await stage.Running[0].Process.TerminateAsync(stage.Token);
        await stage.BreakAsync(
            () => WorkerFaults.DoAsync(() =>
            {
                try
                {
                    small.Add(good with { Version = "no-room-2" }, files);
                }
                catch (ModelException refused)
                {
                    stage.Bench.Tell(string.Create(CultureInfo.InvariantCulture, $"the writer was told: {refused.Message}"));
                    return;
                }

                throw new InvalidOperationException("the disk was not full");
            }),
            Broken,
            () => Task.CompletedTask);
        if (small.ReadChampion()?.Version != good.Version || small.Versions().Contains("no-room-2"))
        {
            throw new InvalidOperationException("a full disk changed the store");
        }
    }
}
