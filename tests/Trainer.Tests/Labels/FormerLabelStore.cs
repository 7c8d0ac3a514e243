using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Tests.Labels;

/// <summary>A label store as trainers made it that took only labels with all bands and a redshift.</summary>
internal static class FormerLabelStore
{
    public static async Task CreateAsync(
        LabelStoreAddress address, IEnumerable<Label> labels, CancellationToken cancellation)
    {
        await using var context = new LabelContext(address.ToOptions());
        await context.GetService<IMigrator>().MigrateAsync("20261124000000_CreateLabels", cancellation);
        foreach (var label in labels)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO labels (observation_id, observed_at, alpha, delta, u, g, r, i, z, redshift,
                    class, labelled_at, labelled_by, received_at, digest)
                VALUES ({label.ObservationId}, {label.ObservedAt?.UtcDateTime}, {label.Alpha}, {label.Delta},
                    {label.U}, {label.G}, {label.R}, {label.I}, {label.Z}, {label.Redshift},
                    {label.Class}, {label.LabelledAt.UtcDateTime}, {label.LabelledBy}, {label.ReceivedAt.UtcDateTime},
                    {label.Digest})
                """,
                cancellation);
        }

        await context.Database.ExecuteSqlAsync(
            $"INSERT INTO checks (name, checked_at) VALUES ({RetrainingCheck.Only}, {SomeLabels.Night.UtcDateTime})",
            cancellation);
    }
}
