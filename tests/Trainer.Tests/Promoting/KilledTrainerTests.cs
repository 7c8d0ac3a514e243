using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Trainer.Tests.Processes;

namespace Streaming.Trainer.Tests.Promoting;

/// <summary>
/// The trainer, a real process, killed with SIGKILL at every step of changing the store. What it leaves on the disk
/// proves at which step it was; the step is tried again until it was hit.
/// </summary>
public sealed class KilledTrainerTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private const int Attempts = 20;
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private ModelStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, bool> StepsOfPromoting => new()
    {
        { "the lease is taken", false },
        { "the champion is being written", false },
        { "the champion is renamed", true },
        { "the entry is being written", true },
        { "the entry is renamed", true },
    };

    [Theory]
    [MemberData(nameof(StepsOfPromoting))]
    public async Task A_promotion_killed_at_any_step_leaves_the_old_state_or_the_new(string step, bool isNew)
    {
        await KillAsync(step, ["promote", "b", "--force", "--why", "test", "--by", "Ada"]);

        Assert.Equal(isNew ? "b" : "a", _store.ReadChampion()!.Version);
        AssertHistoryAgrees();
        Assert.Equal(isNew ? 2 : 1, _store.ReadHistory().Count);
        await AssertTheNextPromotionWorksAsync(["a", "b", "c"], isNew ? 3 : 2);
    }

    [Theory]
    [InlineData("the lease is taken", false)]
    [InlineData("the model is being written", false)]
    [InlineData("the manifest is being written", false)]
    [InlineData("the model is renamed", true)]
    public async Task Training_killed_at_any_step_of_adding_leaves_a_whole_model_or_none(string step, bool isNew)
    {
        var data = _folder.Write("night.csv", models.Text);
        await KillAsync(
            step, ["train", "--data", data, "--iterations", "1", "--input-sets", InputSet.Spectroscopic.Name]);

        var added = _store.Versions().Except(["a", "b", "c"]).ToList();
        Assert.Equal(isNew ? 1 : 0, added.Count);
        added.ForEach(version => ModelLoader.Load(_store, version));
        Assert.Equal("a", _store.ReadChampion()!.Version);
        AssertHistoryAgrees();
        await AssertTheNextPromotionWorksAsync(["a", "b", "c", .. added], 2);
    }

    [Theory]
    [InlineData("the removed model is hidden")]
    [InlineData("the model is removed")]
    public async Task Pruning_killed_at_any_step_after_the_first_leaves_no_model(string step)
    {
        await KillAsync(step, ["prune", "--keep", "1"]);

        Assert.Equal(["a", "c"], _store.Versions());
        AssertHistoryAgrees();
        await AssertTheNextPromotionWorksAsync(_store.Versions(), 3);
    }

    // Killed between the entry and the model, which are too near each other for the stepper: the files as it leaves them.
    [Fact]
    public async Task A_removal_that_was_noted_and_not_done_leaves_a_whole_model()
    {
        SetStore("noted");
        var manifest = _store.ReadManifest("b");
        var model = _store.ReadEnsemble("b", manifest.Fullest().File);
        using (var writer = ModelStoreWriter.Open(_store))
        {
            writer.Remove("b", new ChangeNote(Now, "Ada"));
        }

        _store.Add(manifest, model);

        Assert.Equal("the removal is noted", Step());
        ModelLoader.Load(_store, "b");
        AssertHistoryAgrees();
        await AssertTheNextPromotionWorksAsync(["a", "b", "c"], 3);
    }

    // Several trainers at once, each with its own change: the lease puts them in a row.
    [Fact]
    public async Task Trainers_at_once_change_the_store_one_after_the_other()
    {
        SetStore("together");
        string[] versions = ["b", "c", "b", "c"];
        var trainers = versions
            .Select(version => TrainerProcess.Start(
                "promote", version, "--force", "--why", "test", "--wait", "300", "--store", _store.Path))
            .ToList();
        foreach (var trainer in trainers)
        {
            var (exitCode, _, errors) = await trainer.EndAsync(Token);
            Assert.Equal((0, ""), (exitCode, errors));
            await trainer.DisposeAsync();
        }

        var changes = _store.ReadHistory();
        Assert.Equal(Enumerable.Range(1, changes.Count), changes.Select(change => change.Number));
        Assert.InRange(changes.Count, 3, 5);
        AssertHistoryAgrees();
    }

    [Fact]
    public async Task A_trainer_that_must_not_change_the_store_says_who_does()
    {
        SetStore("held");
        using (ModelStoreWriter.Open(_store))
        {
            await using var trainer = TrainerProcess.Start("prune", "--wait", "0", "--store", _store.Path);
            var (exitCode, _, errors) = await trainer.EndAsync(Token);

            Assert.Equal(1, exitCode);
            Assert.StartsWith(
                $"trainer: the store {_store.Path} is being changed by process {Environment.ProcessId} on "
                + $"{Environment.MachineName} since ",
                errors,
                StringComparison.Ordinal);
        }

        using var free = ModelStoreWriter.Open(_store);
    }

    private async Task KillAsync(string step, string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Stepping reads /proc");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            SetStore($"store-{attempt}");
            // Held until the trainer waits for it: then it takes the steps one by one.
            Action release = ModelStoreWriter.Open(_store).Dispose;
            await using var trainer = TrainerProcess.Start([.. arguments, "--store", _store.Path]);
            if (await Stepper.KillWhenAsync(trainer, release, () => Step() == step, Token))
            {
                // Still so, now that it is dead: that is where it was killed.
                Assert.Equal(step, Step());
                return;
            }
        }

        Assert.Fail($"in {Attempts} attempts the trainer was never seen when {step}");
    }

    private void SetStore(string name)
    {
        _store = new ModelStore(_folder.File(name));
        foreach (var (version, day) in (IEnumerable<(string, int)>)[("a", 0), ("b", 1), ("c", 2)])
        {
            _store.Add(models.Fair with { Version = version, CreatedAt = Now.AddDays(day) }, models.FairFile);
        }

        _store.Promote("a", Now);
    }

    /// <summary>The last step that the files tell of; null before the first.</summary>
    private string? Step()
    {
        var names = Directory.GetFileSystemEntries(_store.Path).Select(path => Path.GetFileName(path)!).ToList();
        var unfinished = names.FirstOrDefault(name => name.StartsWith(".20", StringComparison.Ordinal));
        var entries = Directory.GetFiles(Path.Combine(_store.Path, ModelHistory.Folder)).Length;
        var isEntryUnfinished = Directory.GetFiles(Path.Combine(_store.Path, ModelHistory.Folder), ".0*").Length > 0;
        return names switch
        {
            _ when names.Exists(name => name.StartsWith(".b.", StringComparison.Ordinal)) =>
                "the removed model is hidden",
            _ when unfinished is not null => AddingStep(unfinished),
            _ when names.Exists(name => name.StartsWith("20", StringComparison.Ordinal)) => "the model is renamed",
            _ when names.Exists(name => name.StartsWith(".champion.json.", StringComparison.Ordinal)) =>
                "the champion is being written",
            _ when isEntryUnfinished => "the entry is being written",
            _ when _store.ReadChampion()!.Version == "b" => entries == 1
                ? "the champion is renamed"
                : "the entry is renamed",
            _ when entries == 2 => names.Contains("b") ? "the removal is noted" : "the model is removed",
            _ when names.Contains(".lease.json") => "the lease is taken",
            _ => null,
        };
    }

    private string? AddingStep(string folder)
    {
        if (File.Exists(Path.Combine(_store.Path, folder, ModelStore.ManifestFile)))
        {
            return "the manifest is being written";
        }

        return File.Exists(Path.Combine(_store.Path, folder, models.Fair.Fullest().File))
            ? "the model is being written"
            : "the lease is taken";
    }

    private void AssertHistoryAgrees()
    {
        var champion = _store.ReadChampion()!;
        ModelLoader.Load(_store, champion.Version);
        var crowned = _store.ReadHistory().Last(change => change.Kind == ChangeKind.Promoted);
        Assert.Equivalent(champion.Change, crowned, strict: true);
        Assert.Equal((champion.Version, champion.PromotedAt), (crowned.To, crowned.At));
    }

    // By another process than the killed one: this one. It must get the lease, and clear away what was left.
    private async Task AssertTheNextPromotionWorksAsync(IReadOnlyList<string> versions, int number)
    {
        using (var writer = await ModelStoreWriter.OpenAsync(_store, TimeSpan.Zero, TimeProvider.System, Token))
        {
            writer.Promote("c", new ChangeNote(Now, "Ada"));
        }

        Assert.Equal("c", _store.ReadChampion()!.Version);
        AssertHistoryAgrees();
        var history = _store.ReadHistory();
        Assert.Equal(Enumerable.Range(1, number), history.Select(change => change.Number));
        Assert.Equal(
            Enumerable.Range(1, number).Select(entry => $"{entry:D6}.json"),
            Directory.GetFiles(Path.Combine(_store.Path, ModelHistory.Folder)).Select(Path.GetFileName).Order());
        Assert.Equal(
            versions.Concat([".lease", ModelStore.ChampionFile, ModelHistory.Folder]).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(_store.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
