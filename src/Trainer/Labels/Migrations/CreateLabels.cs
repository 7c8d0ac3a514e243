using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Streaming.Trainer.Labels.Migrations;

/// <summary>
/// The first layout. It names no column types, so that one set of migrations serves both databases: each provider
/// chooses its own type for a number, a text or a time.
/// </summary>
[DbContext(typeof(LabelContext))]
[Migration("20261124000000_CreateLabels")]
internal sealed class CreateLabels : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "labels",
            table => new
            {
                observation_id = table.Column<string>(maxLength: 128),
                observed_at = table.Column<DateTime>(nullable: true),
                alpha = table.Column<double>(nullable: true),
                delta = table.Column<double>(nullable: true),
                u = table.Column<double>(),
                g = table.Column<double>(),
                r = table.Column<double>(),
                i = table.Column<double>(),
                z = table.Column<double>(),
                redshift = table.Column<double>(),
                @class = table.Column<string>(maxLength: 6),
                labelled_at = table.Column<DateTime>(),
                labelled_by = table.Column<string>(nullable: true),
                received_at = table.Column<DateTime>(),
                digest = table.Column<string>(maxLength: 64),
            },
            constraints: table => table.PrimaryKey("PK_labels", row => row.observation_id));
        migrationBuilder.CreateIndex("IX_labels_received_at", "labels", "received_at");
        migrationBuilder.CreateTable(
            "checks",
            table => new
            {
                name = table.Column<string>(maxLength: 32),
                checked_at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("PK_checks", row => row.name));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("labels");
        migrationBuilder.DropTable("checks");
    }
}
