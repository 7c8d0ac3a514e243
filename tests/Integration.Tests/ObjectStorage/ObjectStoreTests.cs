using Microsoft.Extensions.Time.Testing;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Storage;
using Xunit;

namespace Streaming.Integration.Tests.ObjectStorage;

/// <summary>The model store in S3, over HTTP against a real server.</summary>
public sealed class ObjectStoreTests(SmallModelFixture models) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ChangeNote Note = new(Now, "Ada", "a test");

    private Bucket _bucket = null!;

    private ModelStore Store => _bucket.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bucket = await Bucket.CreateAsync();

    public ValueTask DisposeAsync() => _bucket.DisposeAsync();

    [Fact]
    public void An_empty_bucket_has_no_models_and_no_champion()
    {
        Assert.Empty(Store.Versions());
        Assert.Empty(Store.ReadHistory());
        Assert.Null(Store.ReadChampion());
    }

    [Fact]
    public void What_was_added_reads_back_the_same_and_passes_every_check_of_a_worker()
    {
        using (var writer = ModelStoreWriter.Open(Store))
        {
            writer.Add(models.Model.Manifest("a"), models.Model.Files, null, ("report.html", "<p>good</p>"u8.ToArray()));
        }

        Assert.Equal(["a"], Store.Versions());
        Assert.Equal(models.Model.Files, FilesOf("a"));
        Assert.Equal(models.Model.Sha256, ModelLoader.Load(Store, "a").Reference.Sha256);
        Assert.Equal(
            [
                ".lease.json", "a/g-r-i.zip", "a/manifest.json", "a/report.html", "a/u-g-r-i-z-redshift.zip",
                "a/u-g-r-i-z.zip",
            ],
            _bucket.Keys().Order(StringComparer.Ordinal));
        Assert.Equal($"{_bucket.Path}/a/report.html", Store.Locate("a", "report.html"));
    }

    [Fact]
    public void A_version_is_added_once()
    {
        Add("a");

        var fault = Assert.Throws<ModelException>(() => Store.Add(models.Model.Manifest("a"), [[1], [2], [3]]));

        Assert.Contains("already has", fault.Message, StringComparison.Ordinal);
        Assert.Equal(models.Model.Files, FilesOf("a"));
    }

    [Fact]
    public void Changes_stand_in_the_history_in_their_order()
    {
        Add("a", "b", "c");
        using (var writer = ModelStoreWriter.Open(Store))
        {
            writer.Promote("a", Note);
            writer.Promote("b", Note);
            writer.Refuse("c", ["too slow"], Note);
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
        Assert.Equal(["a", "b"], Store.Versions());
        Assert.DoesNotContain(_bucket.Keys(), key => key.StartsWith("c/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_is_in_the_history_from_the_moment_that_the_champion_changes()
    {
        Add("a", "b");
        Store.Promote("a", Now);
        _bucket.Objects.Delete(["history/000001.json"]);

        Assert.Equal("a", Assert.Single(Store.ReadHistory()).To);

        Store.Promote("b", Now);
        Assert.Equal(["a", "b"], Store.ReadHistory().Select(change => change.To));
        Assert.Contains("history/000001.json", _bucket.Keys());
    }

    [Fact]
    public void More_objects_than_a_page_of_the_server_are_listed()
    {
        var names = Enumerable.Range(1, 1_005).Select(number => $"history/{number:D6}.txt").ToList();
        names.ForEach(name => Assert.NotNull(_bucket.Objects.TryPut(name, [1], seen: null)));

        Assert.Equal(names, _bucket.Objects.List("history/"));
    }

    [Fact]
    public void What_a_killed_writer_left_is_cleared_away_and_nothing_else()
    {
        Add("a");
        foreach (var name in (string[])["a/.unfinished", "half/.unfinished", "half/model.zip", "somebody/model.zip"])
        {
            Assert.NotNull(_bucket.Objects.TryPut(name, [1], seen: null));
        }

        Assert.Equal(["a"], Store.Versions());
        Store.Promote("a", Now);

        Assert.Equal(
            [
                ".lease.json", "a/g-r-i.zip", "a/manifest.json", "a/u-g-r-i-z-redshift.zip", "a/u-g-r-i-z.zip",
                "champion.json", "history/000001.json", "somebody/model.zip",
            ],
            _bucket.Keys().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_writer_that_was_overtaken_overwrites_nothing()
    {
        Add("a", "b", "c");
        Store.Promote("a", Now);
        using var slow = ModelStoreWriter.Open(Store);
        var seen = _bucket.Objects.Find(ModelStore.ChampionFile);
        var other = """{"version": "b", "promotedAt": "2026-02-02T00:00:00Z", "previous": ["a"]}"""u8.ToArray();
        Assert.NotNull(_bucket.Objects.TryPut(ModelStore.ChampionFile, other, seen));

        var fault = Assert.Throws<ModelException>(() => slow.Promote("c", Note));

        Assert.Contains("another process has written champion.json", fault.Message, StringComparison.Ordinal);
        Assert.Equal("b", Store.ReadChampion()!.Version);
        Assert.Single(Store.ReadHistory());
    }

    [Fact]
    public void A_change_whose_answer_was_lost_is_not_taken_for_somebody_elses()
    {
        var first = _bucket.Objects.TryPut("x.json", [1], seen: null);

        Assert.Equal(first!.Tag, _bucket.Objects.TryPut("x.json", [1], seen: null)!.Tag);
        Assert.Null(_bucket.Objects.TryPut("x.json", [2], seen: null));
    }

    [Fact]
    public async Task The_lease_keeps_others_out_until_it_is_given_up()
    {
        var time = new FakeTimeProvider(Now);
        var holder = await ModelStoreWriter.OpenAsync(Store, TimeSpan.Zero, time, Token);

        var fault = await Assert.ThrowsAsync<ModelException>(
            () => ModelStoreWriter.OpenAsync(Store, TimeSpan.Zero, time, Token));
        Assert.Contains(
            $"is being changed by process {Environment.ProcessId} on {Environment.MachineName} since 2026-02-01",
            fault.Message,
            StringComparison.Ordinal);

        holder.Dispose();
        using var next = await ModelStoreWriter.OpenAsync(Store, TimeSpan.Zero, time, Token);
    }

    [Fact]
    public void A_lease_that_is_renewed_stays_its_holders_however_long_it_is_waited_for()
    {
        var time = new FakeTimeProvider(Now);
        using var lease = Contest(time).TryTake()!;
        var contest = Contest(time);

        for (var waited = TimeSpan.Zero; waited < 3 * S3Lease.Expiry; waited += S3Lease.RenewalInterval)
        {
            Assert.Null(contest.TryTake());
            time.Advance(S3Lease.RenewalInterval);
        }

        lease.Confirm();
    }

    [Fact]
    public void The_lease_of_a_killed_holder_is_taken_over_after_it_has_been_silent_long_enough()
    {
        // The one that was killed renews no more: its clock stands still.
        var stopped = new FakeTimeProvider(Now);
        using var killed = Contest(stopped).TryTake()!;
        var time = new FakeTimeProvider(Now);
        var contest = Contest(time);

        Assert.Null(contest.TryTake());
        time.Advance(S3Lease.Expiry - TimeSpan.FromSeconds(1));
        Assert.Null(contest.TryTake());
        time.Advance(TimeSpan.FromSeconds(1));
        using var next = contest.TryTake();

        Assert.NotNull(next);
        next.Confirm();
        // Had it only slept, its next renewal would tell it.
        stopped.Advance(S3Lease.RenewalInterval);
        Assert.Contains("was lost", Assert.Throws<ModelException>(killed.Confirm).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_that_reach_for_the_lease_at_once_one_gets_it()
    {
        var leases = new IStoreLease?[8];

        Parallel.For(0, leases.Length, i => leases[i] = Contest(TimeProvider.System).TryTake());

        Assert.Single(leases, lease => lease is not null);
        leases.Single(lease => lease is not null)!.Dispose();
    }

    [Fact]
    public async Task A_server_without_conditions_is_refused_and_left_as_it_was()
    {
        await using var bucket = await Bucket.CreateOnServerWithoutConditionsAsync();

        var fault = Assert.Throws<ModelException>(
            () => bucket.Store.Add(models.Model.Manifest("a"), models.Model.Files));

        Assert.Contains("its server does not obey If-Match on PUT", fault.Message, StringComparison.Ordinal);
        Assert.Empty(bucket.Keys());
    }

    [Fact]
    public async Task A_server_that_takes_tags_without_their_quotes_only_is_understood()
    {
        await using var bucket = await Bucket.CreateOnServerWithBareTagsAsync();
        bucket.Store.Add(models.Model.Manifest("a"), models.Model.Files);
        bucket.Store.Promote("a", Now);

        bucket.Store.Promote("a", Now.AddDays(1));

        Assert.Equal(Now.AddDays(1), bucket.Store.ReadChampion()!.PromotedAt);
    }

    private IEnumerable<byte[]> FilesOf(string version) =>
        Store.ReadManifest(version).Ensembles.Select(one => Store.ReadEnsemble(version, one.File));

    private S3LeaseContest Contest(TimeProvider time) => new(_bucket.Objects, time);

    private void Add(params string[] versions)
    {
        using var writer = ModelStoreWriter.Open(Store);
        foreach (var version in versions)
        {
            writer.Add(models.Model.Manifest(version), models.Model.Files);
        }
    }
}
