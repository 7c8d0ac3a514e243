using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Streaming.Contracts;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Tests.Labels;

/// <summary>The label store behaves alike in both databases.</summary>
public sealed class LabelStoreTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Sqlite = "SQLite";
    private const string PostgreSql = "PostgreSQL";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Databases => [Sqlite, PostgreSql];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_label_is_read_as_it_was_stored(string database)
    {
        var store = await OpenAsync(await AddressAsync(database));
        var bare = SomeLabels.Message("bare") with { LabelledBy = null };
        Label[] labels =
        [
            SomeLabels.Of(bare with
            {
                Observation = bare.Observation! with { ObservedAt = null, Alpha = null, Delta = null, Redshift = -0.0 },
            }),
            SomeLabels.Of(SomeLabels.Message("Ünïcode ' \" ; 🔭") with
            {
                LabelledAt = new DateTimeOffset(2026, 3, 14, 5, 9, 26, 535, 897, TimeSpan.FromHours(2)).AddTicks(9),
            }),
            SomeLabels.Photometric("photometric"),
            SomeLabels.Measured(new() { ["ebv"] = 0.031, ["w1"] = 15.25, ["Ünïcode ' \0"] = 1 }),
        ];

        Assert.Equal(4, await store.PutAsync(labels, Cancellation));

        Assert.Equal(labels.OrderBy(label => label.ObservationId, StringComparer.Ordinal), await ReadAsync(store));
        Assert.All(await ReadAsync(store), label => Assert.Equal(label.Digest, label.Sealed().Digest));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_later_label_brings_what_was_not_measured_and_takes_what_is_no_longer(string database)
    {
        var store = await OpenAsync(await AddressAsync(database));
        var early = SomeLabels.Photometric();
        var full = SomeLabels.Measured(new() { ["w1"] = 15.25 });
        var (later, last) = (Later(full, 1), Later(early, 2));

        await store.PutAsync([early], Cancellation);
        Assert.Equal(1, await store.PutAsync([later], Cancellation));
        Assert.Equal([later], await ReadAsync(store));
        Assert.Equal(1, await store.PutAsync([last], Cancellation));

        Assert.Equal([last], await ReadAsync(store));

        static Label Later(Label label, int minutes) =>
            (label with { LabelledAt = label.LabelledAt.AddMinutes(minutes) }).Sealed();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_repeat_changes_nothing(string database)
    {
        var store = await OpenAsync(await AddressAsync(database));
        var label = SomeLabels.One();
        Assert.Equal(1, await store.PutAsync([label], Cancellation));

        var again = label with { ReceivedAt = label.ReceivedAt.AddDays(1) };
        Assert.Equal(0, await store.PutAsync([again, again], Cancellation));

        Assert.Equal([label], await ReadAsync(store));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_label_of_the_latest_moment_wins_whenever_it_arrives(string database)
    {
        var store = await OpenAsync(await AddressAsync(database));
        var early = SomeLabels.One(type: ObjectClass.Star, minutes: -5);
        var late = SomeLabels.One(type: ObjectClass.Galaxy, minutes: 5);

        Assert.Equal(1, await store.PutAsync([SomeLabels.One()], Cancellation));
        Assert.Equal(0, await store.PutAsync([early], Cancellation));
        Assert.Equal(1, await store.PutAsync([late], Cancellation));
        Assert.Equal(0, await store.PutAsync([SomeLabels.One()], Cancellation));

        Assert.Equal([late], await ReadAsync(store));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_two_labels_of_one_moment_the_same_one_wins_in_either_order(string database)
    {
        var (one, other) = (SomeLabels.One(type: ObjectClass.Star), SomeLabels.One(type: ObjectClass.Galaxy));
        var forth = await OpenAsync(await AddressAsync(database, "forth.db"));
        var back = await OpenAsync(await AddressAsync(database, "back.db"));

        await forth.PutAsync([one], Cancellation);
        await forth.PutAsync([other], Cancellation);
        await back.PutAsync([other, one], Cancellation);

        var winner = Assert.Single(await ReadAsync(forth));
        Assert.Equal([winner], await ReadAsync(back));
        Assert.Equal(one.Beats(other) ? one : other, winner);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Writers_at_once_leave_the_latest_label_of_every_object(string database)
    {
        var address = await AddressAsync(database);
        var ids = Enumerable.Range(0, 40).Select(i => $"obs-{i:D2}").ToList();

        // Opened at once too: every one of them finds no table yet.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            var store = await OpenAsync(address);
            foreach (var minute in Shuffled(writer))
            {
                await store.PutAsync(
                    ids.Select(id => SomeLabels.One(id, minutes: minute)).Reverse(), Cancellation);
            }
        })));

        var stored = await ReadAsync(await OpenAsync(address));
        Assert.Equal(ids, stored.Select(label => label.ObservationId));
        Assert.All(stored, label => Assert.Equal(SomeLabels.Night.AddMinutes(7), label.LabelledAt));

        static int[] Shuffled(int seed)
        {
            var minutes = Enumerable.Range(0, 8).ToArray();
            new Random(seed).Shuffle(minutes);
            return minutes;
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Labels_are_counted_by_class_and_by_the_time_of_their_receipt(string database)
    {
        var store = await OpenAsync(await AddressAsync(database));
        await store.PutAsync(
            [
                SomeLabels.One("a"), SomeLabels.One("b", minutes: 3), SomeLabels.One("c", ObjectClass.Star, minutes: 9),
                SomeLabels.Photometric("d"),
            ],
            Cancellation);

        Assert.Equal(4, await store.CountAsync(null, Cancellation));
        Assert.Equal(1, await store.CountAsync(SomeLabels.Night.AddMinutes(4), Cancellation));
        Assert.Equal(2, await store.CountAsync(SomeLabels.Night.AddMinutes(3.999), Cancellation));
        Assert.Equal(
            [
                new LabelSummary(ObjectClass.Qso, 3, 2, SomeLabels.Night.AddMinutes(3), SomeLabels.Night.AddMinutes(4)),
                new LabelSummary(
                    ObjectClass.Star, 1, 1, SomeLabels.Night.AddMinutes(9), SomeLabels.Night.AddMinutes(10)),
            ],
            (await store.SummariseAsync(Cancellation)).OrderBy(summary => summary.Class, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_store_of_the_former_layout_is_upgraded_without_loss_whoever_opens_it_first(string database)
    {
        var address = await AddressAsync(database);
        Label[] former = [.. Enumerable.Range(0, 50).Select(i => SomeLabels.One($"obs-{i:D2}", minutes: i))];
        await FormerLabelStore.CreateAsync(address, former, Cancellation);

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenAsync(address))));

        Assert.Equal(former, await ReadAsync(stores[0]));
        Assert.Equal(SomeLabels.Night, await stores[1].LastCheckAsync(Cancellation));
        Assert.Equal(10, await stores[1].CountAsync(SomeLabels.Night.AddMinutes(40), Cancellation));
        Assert.Equal(0, await stores[2].PutAsync(former, Cancellation));
        var photometric = SomeLabels.Photometric("obs-50");
        Assert.Equal(1, await stores[3].PutAsync([photometric], Cancellation));
        Assert.Equal([.. former, photometric], await ReadAsync(stores[0]));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_migrations_lead_to_the_layout_that_the_code_expects(string database)
    {
        var address = await AddressAsync(database);
        await OpenAsync(address);
        await using var context = new LabelContext(address.ToOptions());

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancellation));
        await context.Labels.CountAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task No_step_of_an_upgrade_is_outside_of_its_transaction_so_that_a_kill_leaves_the_former_store(
        string database)
    {
        await using var context = new LabelContext((await AddressAsync(database)).ToOptions());
        var (migrations, generator) =
            (context.GetService<IMigrationsAssembly>(), context.GetService<IMigrationsSqlGenerator>());
        var steps = migrations.Migrations.Values.SelectMany(type => generator.Generate(
            migrations.CreateMigration(type, context.Database.ProviderName!).UpOperations));

        Assert.All(steps, step => Assert.False(step.TransactionSuppressed, step.CommandText));
    }

    [Fact]
    public async Task A_trainer_killed_while_it_made_the_store_keeps_no_other_from_making_it()
    {
        var address = await AddressAsync(Sqlite);
        await using (var context = new LabelContext(address.ToOptions()))
        {
            // What EF Core holds while it migrates, and leaves when it is killed.
            await context.Database.ExecuteSqlAsync(
                $"CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)",
                Cancellation);
            await context.Database.ExecuteSqlAsync(
                $"INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-03-14 03:00:00')", Cancellation);
        }

        var store = await OpenAsync(address);

        Assert.Equal(1, await store.PutAsync([SomeLabels.One()], Cancellation));
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_named_without_its_password()
    {
        var nowhere = $"{server.ConnectionString("no_such")};Password=s3cret";
        var occupied = _folder.Write("occupied", "");

        var server404 = await Assert.ThrowsAsync<FailureException>(
            () => OpenAsync(LabelStoreAddress.PostgreSql("test", nowhere)));
        var file = await Assert.ThrowsAsync<FailureException>(
            () => OpenAsync(LabelStoreAddress.Sqlite(Path.Combine(occupied, "labels.db"))));
        var text = _folder.Write("text.db", "this is no database, but it is long enough to be looked at");
        var noDatabase = await Assert.ThrowsAsync<FailureException>(() => OpenAsync(LabelStoreAddress.Sqlite(text)));
        var noAddress = Assert.Throws<FailureException>(
            () => LabelStoreAddress.PostgreSql("ConnectionStrings__Labels", "postgres://user:s3cret@host/labels"));

        Assert.Contains("PostgreSQL database no_such on 127.0.0.1", server404.Message, StringComparison.Ordinal);
        Assert.Contains(occupied, file.Message, StringComparison.Ordinal);
        Assert.Contains("text.db", noDatabase.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Labels", noAddress.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", server404.Message + noAddress.Message, StringComparison.Ordinal);
    }

    private static Task<LabelStore> OpenAsync(LabelStoreAddress address) =>
        LabelStore.OpenAsync(address, TimeProvider.System, Cancellation);

    private static Task<IReadOnlyList<Label>> ReadAsync(LabelStore store) => store.ReadAsync(Cancellation);

    private async Task<LabelStoreAddress> AddressAsync(string database, string file = "labels.db") =>
        database == Sqlite ? LabelStoreAddress.Sqlite(_folder.File(file)) : await server.CreateDatabaseAsync();
}
