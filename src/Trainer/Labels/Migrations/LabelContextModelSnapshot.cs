using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Streaming.Trainer.Labels.Migrations;

/// <summary>
/// The layout that the migrations lead to; EF Core refuses to migrate when <see cref="LabelContext"/> differs from it.
/// </summary>
[DbContext(typeof(LabelContext))]
internal sealed class LabelContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => modelBuilder
        .HasAnnotation("ProductVersion", "10.0.15")
        .Entity("Streaming.Trainer.Labels.Label", label =>
        {
            label.Property<string>("ObservationId").HasMaxLength(128).HasColumnName("observation_id");
            label.Property<DateTime?>("ObservedAt").HasColumnName("observed_at");
            label.Property<double?>("Alpha").HasColumnName("alpha");
            label.Property<double?>("Delta").HasColumnName("delta");
            label.Property<double?>("U").HasColumnName("u");
            label.Property<double?>("G").HasColumnName("g");
            label.Property<double?>("R").HasColumnName("r");
            label.Property<double?>("I").HasColumnName("i");
            label.Property<double?>("Z").HasColumnName("z");
            label.Property<double?>("Redshift").HasColumnName("redshift");
            label.Property<string>("Measurements").HasColumnName("measurements");
            label.Property<string>("Class").IsRequired().HasMaxLength(6).HasColumnName("class");
            label.Property<DateTime>("LabelledAt").HasColumnName("labelled_at");
            label.Property<string>("LabelledBy").HasColumnName("labelled_by");
            label.Property<DateTime>("ReceivedAt").HasColumnName("received_at");
            label.Property<string>("Digest").IsRequired().HasMaxLength(64).HasColumnName("digest");
            label.HasKey("ObservationId");
            label.HasIndex("ReceivedAt");
            label.ToTable("labels");
        })
        .Entity("Streaming.Trainer.Labels.RetrainingCheck", check =>
        {
            check.Property<string>("Name").HasMaxLength(32).HasColumnName("name");
            check.Property<DateTime>("CheckedAt").HasColumnName("checked_at");
            check.HasKey("Name");
            check.ToTable("checks");
        });
}
