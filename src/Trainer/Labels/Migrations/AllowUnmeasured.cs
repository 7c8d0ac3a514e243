using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Streaming.Trainer.Labels.Migrations;

/// <summary>
/// Lets bands and redshift be absent, and adds other measurements. Every label stays as it is. There is no way back:
/// the former layout has no place for such labels.
/// </summary>
[DbContext(typeof(LabelContext))]
[Migration("20261128000000_AllowUnmeasured")]
internal sealed class AllowUnmeasured : Migration
{
    private const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.ActiveProvider == Sqlite)
        {
            MakeAnew(migrationBuilder);
            return;
        }

        foreach (var column in (string[])["u", "g", "r", "i", "z", "redshift"])
        {
            migrationBuilder.AlterColumn<double>(column, "labels", nullable: true, oldClrType: typeof(double));
        }

        migrationBuilder.AddColumn<string>("measurements", "labels", nullable: true);
    }

    // SQLite cannot change a column. EF Core would copy the table too, but in several transactions: a trainer killed
    // between them would leave a copy that keeps every other from going on.
    private static void MakeAnew(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "new_labels",
            table => new
            {
                observation_id = table.Column<string>(maxLength: 128),
                observed_at = table.Column<DateTime>(nullable: true),
                alpha = table.Column<double>(nullable: true),
                delta = table.Column<double>(nullable: true),
                u = table.Column<double>(nullable: true),
                g = table.Column<double>(nullable: true),
                r = table.Column<double>(nullable: true),
                i = table.Column<double>(nullable: true),
                z = table.Column<double>(nullable: true),
                redshift = table.Column<double>(nullable: true),
                measurements = table.Column<string>(nullable: true),
                @class = table.Column<string>(maxLength: 6),
                labelled_at = table.Column<DateTime>(),
                labelled_by = table.Column<string>(nullable: true),
                received_at = table.Column<DateTime>(),
                digest = table.Column<string>(maxLength: 64),
            },
            constraints: table => table.PrimaryKey("PK_labels", row => row.observation_id));
        const string Kept =
            "observation_id, observed_at, alpha, delta, u, g, r, i, z, redshift, class, labelled_at, labelled_by, "
            + "received_at, digest";
        migrationBuilder.Sql($"INSERT INTO new_labels ({Kept}) SELECT {Kept} FROM labels");
        migrationBuilder.DropTable("labels");
        migrationBuilder.RenameTable("new_labels", newName: "labels");
        migrationBuilder.CreateIndex("IX_labels_received_at", "labels", "received_at");
    }
}
