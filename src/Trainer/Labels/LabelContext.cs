using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Streaming.Trainer.Labels;

/// <summary>The label store's one table, the same in SQLite and in PostgreSQL.</summary>
internal sealed class LabelContext(DbContextOptions<LabelContext> options) : DbContext(options)
{
    public const string Table = "labels";

    public DbSet<Label> Labels => Set<Label>();

    // As DateTime: SQLite cannot compare times that have an offset, and PostgreSQL keeps none.
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Label>(label =>
    {
        label.ToTable(Table).HasKey(row => row.ObservationId);
        label.Property(row => row.ObservationId).HasMaxLength(128);
        label.Property(row => row.Class).HasMaxLength(6);
        label.Property(row => row.Digest).HasMaxLength(64);
        label.HasIndex(row => row.ReceivedAt);
        foreach (var property in label.Metadata.GetProperties())
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    });

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        time => time.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
