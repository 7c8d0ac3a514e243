using Streaming.Classification.Models;

namespace Streaming.Classification.Tests.Models;

public sealed class ModelStoreTests(TestModel model) : IClassFixture<TestModel>, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryStore _temporary = new();

    private ModelStore Store => _temporary.Store;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_was_added_reads_back_the_same()
    {
        Store.Add(model.Manifest, model.Files);

        Assert.Equal(["test-1"], Store.Versions());
        Assert.Equal(model.Files, model.Manifest.Ensembles.Select(one => Store.ReadEnsemble("test-1", one.File)));
        Assert.Equivalent(model.Manifest, Store.ReadManifest("test-1"), strict: true);
    }

    [Fact]
    public void A_version_is_added_once()
    {
        Store.Add(model.Manifest, model.Files);

        var fault = Assert.Throws<ModelException>(() => Store.Add(model.Manifest, [1, 2, 3]));

        Assert.Contains("already has", fault.Message, StringComparison.Ordinal);
        Assert.Equal(model.Files[0], Store.ReadEnsemble("test-1", model.Manifest.Fullest().File));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b")]
    [InlineData(@"a\b")]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("history")]
    [InlineData("test-1\n")]
    [InlineData("https://example.org/model.zip")]
    public void A_version_is_a_name_never_a_path(string version)
    {
        Assert.Throws<ModelException>(() => Store.ReadManifest(version));
        Assert.Throws<ModelException>(() => Store.ReadEnsemble(version, "u-g-r-i-z.zip"));
        Assert.Throws<ModelException>(() => Store.Promote(version, Now));
        Assert.Throws<ModelException>(() => Store.Add(model.Manifest with { Version = version }, model.Files));
    }

    [Theory]
    [InlineData("../test-2/g-r-i.zip")]
    [InlineData("..")]
    [InlineData("/etc/passwd.zip")]
    [InlineData("a/b.zip")]
    [InlineData(@"a\b.zip")]
    [InlineData("")]
    [InlineData(".hidden.zip")]
    [InlineData("g-r-i.zip\n")]
    [InlineData("manifest.json")]
    [InlineData("https://example.org/model.zip")]
    public void A_file_of_an_ensemble_is_a_name_never_a_path(string file)
    {
        Store.Add(model.Manifest, model.Files);
        Store.Add(model.Manifest with { Version = "test-2" }, model.Files);

        var fault = Assert.Throws<ModelException>(() => Store.ReadEnsemble("test-1", file));

        Assert.Equal(
            $"model 'test-1': '{file.Replace('\n', ' ')}' is not the name of an ensemble's file", fault.Message);
    }

    [Fact]
    public void A_store_that_is_not_there_has_no_models_and_no_champion()
    {
        var store = new ModelStore(_temporary.File("nowhere"));

        Assert.Empty(store.Versions());
        Assert.Null(store.ReadChampion());
    }

    [Fact]
    public void What_cannot_be_read_is_not_taken_for_what_is_not_there()
    {
        Directory.CreateDirectory(_temporary.File(ModelStore.ChampionFile));

        var fault = Assert.Throws<ModelException>(() => Store.ReadChampion());

        Assert.StartsWith($"cannot read {_temporary.File(ModelStore.ChampionFile)}: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_no_store_can_have_is_not_read_into_memory()
    {
        Store.Add(model.Manifest, model.Files);
        var file = _temporary.File("test-1", model.Manifest.Ensembles[0].File);
        using (var large = new FileStream(file, FileMode.Open))
        {
            large.SetLength((1L << 28) + (1 << 20));
        }

        var fault = Assert.Throws<ModelException>(
            () => Store.ReadEnsemble("test-1", model.Manifest.Ensembles[0].File));

        Assert.Equal($"cannot read {file}: it has 257 MiB, and 256 MiB is the most that is read", fault.Message);
    }

    [Fact]
    public void An_unfinished_addition_is_not_listed()
    {
        Directory.CreateDirectory(_temporary.File(".test-2.unfinished"));
        File.WriteAllText(_temporary.File(".test-2.unfinished", ModelStore.ManifestFile), "{}");
        Directory.CreateDirectory(_temporary.File("test-3"));

        Assert.Empty(Store.Versions());
    }

    [Fact]
    public void A_store_that_cannot_be_written_to_says_so_and_keeps_nothing()
    {
        File.WriteAllText(_temporary.File("occupied"), "a file, not a folder");
        var store = new ModelStore(_temporary.File("occupied"));

        var fault = Assert.Throws<ModelException>(() => store.Add(model.Manifest, model.Files));

        Assert.Contains($"the store {store.Path} cannot be changed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_version_in_the_store_becomes_champion()
    {
        Assert.Throws<ModelException>(() => Store.Promote("test-1", Now));
        Assert.Null(Store.ReadChampion());
    }

    [Fact]
    public void The_champion_remembers_those_before_it_latest_first_and_each_once()
    {
        foreach (var version in (string[])["a", "b", "c"])
        {
            Store.Add(model.Manifest with { Version = version }, model.Files);
        }

        Store.Promote("a", Now);
        Store.Promote("b", Now);
        Store.Promote("c", Now);
        Store.Promote("a", Now.AddDays(1));

        var champion = Store.ReadChampion()!;
        Assert.Equal(("a", Now.AddDays(1)), (champion.Version, champion.PromotedAt));
        Assert.Equal(["c", "b"], champion.Previous);
    }

    [Fact]
    public async Task A_reader_sees_one_whole_champion_or_another_while_they_change()
    {
        Store.Add(model.Manifest with { Version = "a" }, model.Files);
        Store.Add(model.Manifest with { Version = "b" }, model.Files);
        Store.Promote("a", Now);
        using var reading = new CancellationTokenSource();
        var hasRead = new TaskCompletionSource();

        var reader = Task.Run(
            () =>
            {
                while (!reading.IsCancellationRequested)
                {
                    Assert.Contains(Store.ReadChampion()!.Version, (string[])["a", "b"]);
                    hasRead.TrySetResult();
                }
            },
            TestContext.Current.CancellationToken);
        await Task.WhenAny(reader, hasRead.Task);
        for (var i = 0; i < 100; i++)
        {
            Store.Promote(i % 2 == 0 ? "b" : "a", Now);
        }

        await reading.CancelAsync();
        await reader;
        Assert.Equal(
            [".lease", "a", "b", ModelStore.ChampionFile, ModelHistory.Folder],
            Directory.EnumerateFileSystemEntries(Store.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_champion_file_that_is_cut_off_is_a_fault_of_the_store()
    {
        File.WriteAllText(_temporary.File(ModelStore.ChampionFile), """{"version": "a", """);

        Assert.Throws<ModelException>(() => Store.ReadChampion());
    }

    [Fact]
    public void What_a_fault_quotes_of_a_file_stays_one_line_without_control_characters()
    {
        // Found by fuzzing: the JSON reader quotes what stands there, line feeds and all.
        File.WriteAllText(_temporary.File(ModelStore.ChampionFile), "{\"version\": nul\u001b[2J\n\u2028}");

        var fault = Assert.Throws<ModelException>(() => _temporary.Store.ReadChampion());

        Assert.Contains("cannot read", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, one => char.IsControl(one) || one == '\u2028');
        Assert.InRange(new ModelException(new string('x', 100_000)).Message.Length, 1, 2_001);
    }
}
