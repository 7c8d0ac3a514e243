using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Streaming.Trainer.Labels;

/// <summary>
/// The labels received so far, one for each observation: the one of the latest <see cref="Label.LabelledAt"/>. Any
/// number of processes may use a store at once.
/// </summary>
internal sealed class LabelStore
{
    private readonly DbContextOptions<LabelContext> _options;

    private LabelStore(LabelStoreAddress address)
    {
        Address = address;
        _options = address.ToOptions();
    }

    public LabelStoreAddress Address { get; }

    /// <summary>Opens a store; makes it, or brings it to the layout of this version, when that is needed.</summary>
    /// <exception cref="FailureException">It cannot be opened.</exception>
    public static async Task<LabelStore> OpenAsync(
        LabelStoreAddress address, TimeProvider time, CancellationToken cancellation)
    {
        var store = new LabelStore(address);
        try
        {
            await using var context = store.Context();
            await LabelStoreMigration.RunAsync(context, address, time, cancellation);
            return store;
        }
        catch (Exception fault) when (fault is DbException or IOException or UnauthorizedAccessException
            or InvalidOperationException)
        {
            var cause = fault is InvalidOperationException ? fault.GetBaseException() : fault;
            throw new FailureException($"the label store {address} cannot be opened: {cause.Message}", fault);
        }
    }

    /// <summary>Stores labels, all or none. A label that is there already, or is beaten, changes nothing.</summary>
    /// <returns>How many changed something. They are on disk.</returns>
    /// <exception cref="DbException">The database cannot take them.</exception>
    public async Task<int> PutAsync(IEnumerable<Label> labels, CancellationToken cancellation)
    {
        await using var context = Context();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var changed = 0;

        // In one order everywhere, so that two writers cannot wait for each other's rows.
        foreach (var label in labels.OrderBy(label => label.ObservationId, StringComparer.Ordinal))
        {
            changed += await PutAsync(context, label, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return changed;
    }

    /// <summary>Reads all labels, in the order of their ids.</summary>
    public async Task<IReadOnlyList<Label>> ReadAsync(CancellationToken cancellation)
    {
        await using var context = Context();
        var labels = await context.Labels.ToListAsync(cancellation);

        // Sorted here: a database sorts texts by a collation of its own.
        labels.Sort((one, other) => string.CompareOrdinal(one.ObservationId, other.ObservationId));
        return labels;
    }

    /// <summary>Counts the labels that were received after a time; null counts all.</summary>
    public async Task<int> CountAsync(DateTimeOffset? receivedAfter, CancellationToken cancellation)
    {
        await using var context = Context();
        return receivedAfter is { } after
            ? await context.Labels.CountAsync(label => label.ReceivedAt > after, cancellation)
            : await context.Labels.CountAsync(cancellation);
    }

    /// <summary>Sums the labels up by class.</summary>
    public async Task<IReadOnlyList<LabelSummary>> SummariseAsync(CancellationToken cancellation)
    {
        await using var context = Context();
        return await context.Labels
            .GroupBy(label => label.Class)
            .Select(group => new LabelSummary(
                group.Key,
                group.Count(),
                group.Count(label => label.Redshift != null),
                group.Max(label => label.LabelledAt),
                group.Max(label => label.ReceivedAt)))
            .ToListAsync(cancellation);
    }

    /// <summary>When <see cref="NoteCheckAsync"/> was last called; null when never.</summary>
    public async Task<DateTimeOffset?> LastCheckAsync(CancellationToken cancellation)
    {
        await using var context = Context();
        return (await context.Checks.SingleOrDefaultAsync(cancellation))?.CheckedAt;
    }

    /// <summary>Notes that it was looked at whether a model is to be trained.</summary>
    public async Task NoteCheckAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        await using var context = Context();
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO checks (name, checked_at) VALUES ({RetrainingCheck.Only}, {at.UtcDateTime})
            ON CONFLICT (name) DO UPDATE SET checked_at = excluded.checked_at
            """,
            cancellation);
    }

    private static Task<int> PutAsync(LabelContext context, Label label, CancellationToken cancellation) =>
        context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO labels (observation_id, observed_at, alpha, delta, u, g, r, i, z, redshift,
                measurements, class, labelled_at, labelled_by, received_at, digest)
            VALUES ({label.ObservationId}, {label.ObservedAt?.UtcDateTime}, {label.Alpha}, {label.Delta},
                {label.U}, {label.G}, {label.R}, {label.I}, {label.Z}, {label.Redshift},
                {label.Measurements}, {label.Class}, {label.LabelledAt.UtcDateTime}, {label.LabelledBy},
                {label.ReceivedAt.UtcDateTime}, {label.Digest})
            ON CONFLICT (observation_id) DO UPDATE SET
                observed_at = excluded.observed_at, alpha = excluded.alpha, delta = excluded.delta,
                u = excluded.u, g = excluded.g, r = excluded.r, i = excluded.i, z = excluded.z,
                redshift = excluded.redshift, measurements = excluded.measurements,
                class = excluded.class, labelled_at = excluded.labelled_at,
                labelled_by = excluded.labelled_by, received_at = excluded.received_at, digest = excluded.digest
            WHERE (excluded.labelled_at, excluded.digest) > (labels.labelled_at, labels.digest)
            """,
            cancellation);

    private LabelContext Context() => new(_options);
}
