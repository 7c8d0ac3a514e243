using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Streaming.Trainer.Labels;

/// <summary>The label store's tables, the same in SQLite and in PostgreSQL.</summary>
internal sealed class LabelContext(DbContextOptions<LabelContext> options) : DbContext(options)
{
    public DbSet<Label> Labels => Set<Label>();

    public DbSet<RetrainingCheck> Checks => Set<RetrainingCheck>();

    // As DateTime: SQLite cannot compare times that have an offset, and PostgreSQL keeps none.
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Label>(label =>
        {
            label.ToTable("labels").HasKey(row => row.ObservationId);
            label.Property(row => row.ObservationId).HasMaxLength(128);
            label.Property(row => row.Class).HasMaxLength(6);
            label.Property(row => row.Digest).HasMaxLength(64);
            label.HasIndex(row => row.ReceivedAt);
        });
        modelBuilder.Entity<RetrainingCheck>(check =>
        {
            check.ToTable("checks").HasKey(row => row.Name);
            check.Property(row => row.Name).HasMaxLength(32);
        });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        time => time.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
