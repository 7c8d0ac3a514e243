using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Streaming.Classification.Models;

namespace Streaming.Classification.Tests.Models;

public sealed class ModelStoreWriterTests : IClassFixture<TestModel>, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ChangeNote Note = new(Now, "Ada", "a test");

    private readonly TemporaryStore _temporary = new();
    private readonly TestModel _model;

    public ModelStoreWriterTests(TestModel model)
    {
        _model = model;
        foreach (var version in (string[])["a", "b", "c"])
        {
            Store.Add(model.Manifest with { Version = version }, model.Files);
        }
    }

    private ModelStore Store => _temporary.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Changes_and_refusals_stand_in_the_history_in_their_order()
    {
        using (var writer = ModelStoreWriter.Open(Store))
        {
            writer.Promote("a", Note);
            writer.Promote("b", Note);
            writer.Refuse("c", ["too slow", "too vague"], Note);
            writer.RollBack("a", Note);
            writer.Remove("c", Note);
        }

        Assert.Equal(
            [
                (1, ChangeKind.Promoted, "a", null, "a"),
                (2, ChangeKind.Promoted, "b", "a", "b"),
                (3, ChangeKind.Refused, "c", "b", "b"),
                (4, ChangeKind.RolledBack, "a", "b", "a"),
                (5, ChangeKind.Pruned, "c", "a", "a"),
            ],
            Store.ReadHistory().Select(change => (change.Number, change.Kind, change.Model, change.From, change.To)));
        Assert.All(Store.ReadHistory(), change => Assert.Equal(("Ada", "a test"), (change.By, change.Why)));
        Assert.Equal(["too slow", "too vague"], Store.ReadHistory()[2].Reasons);
        Assert.Equal(["a", "b"], Store.Versions());
    }

    [Fact]
    public void A_store_that_a_version_before_has_changed_is_changed_further()
    {
        // Its entries know nothing of input sets; one that would be written otherwise now would look like another's.
        var figures = new ChangeFigures(
            "night.csv", "none", 10, new Dictionary<string, double>(), null, new Dictionary<string, FigureDifference>());
        using var writer = ModelStoreWriter.Open(Store);
        writer.Promote("a", Note with { Figures = figures });
        var entry = File.ReadAllText(_temporary.File(ModelHistory.Folder, "000001.json"));
        Assert.DoesNotContain("inputs", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("macroF1BySet", entry, StringComparison.Ordinal);

        writer.Promote("b", Note);

        Assert.Equal(entry, File.ReadAllText(_temporary.File(ModelHistory.Folder, "000001.json")));
        Assert.Equal(2, Store.ReadHistory().Count);
    }

    [Fact]
    public void A_change_is_in_the_history_from_the_moment_that_the_champion_changes()
    {
        Store.Promote("a", Now);
        File.Delete(_temporary.File(ModelHistory.Folder, "000001.json"));

        Assert.Equal("a", Assert.Single(Store.ReadHistory()).To);

        Store.Promote("b", Now);
        Assert.Equal(["a", "b"], Store.ReadHistory().Select(change => change.To));
        Assert.True(File.Exists(_temporary.File(ModelHistory.Folder, "000001.json")));
    }

    [Fact]
    public void The_champion_is_not_removed()
    {
        Store.Promote("a", Now);
        using var writer = ModelStoreWriter.Open(Store);

        Assert.Throws<ModelException>(() => writer.Remove("a", Note));
        Assert.Contains("a", Store.Versions());
    }

    [Fact]
    public void A_champion_file_of_the_version_before_is_read_and_replaced()
    {
        File.WriteAllText(
            _temporary.File(ModelStore.ChampionFile),
            """{"version": "a", "promotedAt": "2026-01-01T00:00:00Z", "previous": ["c"]}""");

        Assert.Equal("a", Store.ReadChampion()!.Version);
        Assert.Empty(Store.ReadHistory());

        Store.Promote("b", Now);
        Assert.Equal(["a", "c"], Store.ReadChampion()!.Previous);
        Assert.Equal(("a", "b"), (Store.ReadHistory().Single().From, Store.ReadHistory().Single().To));
    }

    [Fact]
    public void The_champion_file_is_read_by_the_version_before()
    {
        Store.Promote("a", Now);
        Store.Promote("b", Now);

        var read = JsonSerializer.Deserialize<ChampionOfTheVersionBefore>(
            File.ReadAllText(_temporary.File(ModelStore.ChampionFile)), ModelManifest.Json)!;

        Assert.Equal(("b", Now, "a"), (read.Version, read.PromotedAt, read.Previous.Single()));
    }

    [Fact]
    public void What_a_killed_writer_left_is_cleared_away_and_nothing_else()
    {
        var guid = Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(_temporary.File($".d.{guid}"));
        File.WriteAllText(_temporary.File($".d.{guid}", "g-r-i.zip"), "half");
        File.WriteAllText(_temporary.File($".{ModelStore.ChampionFile}.{guid}"), "{");
        File.WriteAllText(_temporary.File(".keep"), "somebody's");

        Store.Promote("a", Now);

        Assert.Equal(
            [".keep", ".lease", "a", "b", "c", ModelStore.ChampionFile, ModelHistory.Folder],
            Directory.EnumerateFileSystemEntries(Store.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_lease_is_waited_for_and_given_up_after_the_time_given()
    {
        var time = new FakeTimeProvider(Now);
        var holder = ModelStoreWriter.Open(Store);

        var patient = ModelStoreWriter.OpenAsync(Store, TimeSpan.FromSeconds(10), time, Token);
        var impatient = ModelStoreWriter.OpenAsync(Store, TimeSpan.FromSeconds(1), time, Token);
        Assert.False(patient.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var fault = await Assert.ThrowsAsync<ModelException>(() => impatient);
        Assert.Contains(
            $"is being changed by process {Environment.ProcessId} on {Environment.MachineName} since ",
            fault.Message,
            StringComparison.Ordinal);

        holder.Dispose();
        while (!patient.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        using var writer = await patient;
        Assert.Throws<ModelException>(() => ModelStoreWriter.Open(Store));
    }

    [Fact]
    public async Task A_version_that_is_removed_while_it_is_loaded_is_loaded_or_refused()
    {
        Store.Promote("b", Now);
        var hasLoaded = new TaskCompletionSource();
        var loading = Task.Run(
            () =>
            {
                while (!Token.IsCancellationRequested)
                {
                    ModelLoader.Load(Store, "a");
                    hasLoaded.TrySetResult();
                }
            },
            Token);
        await Task.WhenAny(loading, hasLoaded.Task);
        using (var writer = ModelStoreWriter.Open(Store))
        {
            writer.Remove("a", Note);
        }

        // The only way out of the loop: any other exception fails the test.
        await Assert.ThrowsAsync<ModelException>(() => loading);
        Assert.Throws<ModelException>(() => ModelLoader.Load(Store, "a"));
        Assert.Equal("b", ModelLoader.Load(Store, Store.ReadChampion()!.Version).Manifest.Version);
    }

    private sealed record ChampionOfTheVersionBefore(
        string Version, DateTimeOffset PromotedAt, IReadOnlyList<string> Previous);
}
