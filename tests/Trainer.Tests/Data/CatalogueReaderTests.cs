using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Tests.Data;

public sealed class CatalogueReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_Kaggle_format_is_read()
    {
        var row = Assert.Single(Read(
            """
            obj_ID,alpha,delta,u,g,r,i,z,run_ID,rerun_ID,cam_col,field_ID,spec_obj_ID,class,redshift,plate,MJD,fiber_ID
            1.2e18,135.5,32.25,24,22,20.5,19.25,18.75,3606,301,2,79,6.5e18,GALAXY,0.625,5812,56354,171
            """).Rows);

        Assert.Equal((2, "GALAXY"), (row.Line, row.Class));
        Assert.Equal(new(135.5, 32.25, 24, 22, 20.5, 19.25, 18.75, 0.625), row.Observation);
    }

    [Fact]
    public void SkyServers_format_is_read_with_its_table_name_and_without()
    {
        const string Export =
            """
            objid,ra,dec,u,g,r,i,z,run,rerun,camcol,field,specobjid,class,redshift,plate,mjd,fiberid
            1.23E+018,173.5,-0.5,18,18.125,17.875,17.75,17.5,756,301,1,386,3.1E+017,QSO,0.25,282,51658,138
            """;

        var plain = Assert.Single(Read(Export).Rows);
        var titled = Assert.Single(Read("#Table1\n" + Export).Rows);

        Assert.Equal(new(173.5, -0.5, 18, 18.125, 17.875, 17.75, 17.5, 0.25), plain.Observation);
        Assert.Equal(plain.Observation, titled.Observation);
        Assert.Equal((2, 3), (plain.Line, titled.Line));
    }

    [Fact]
    public void Names_of_columns_and_classes_are_read_in_any_case_and_order()
    {
        var row = Assert.Single(Read("REDSHIFT, Z ,I,R,G,modelmag_U,Class\n0.5,5,4,3,2,1, qso \n").Rows);

        Assert.Equal(ObjectClass.Qso, row.Class);
        Assert.Equal((1, 5, 0.5), (row.Observation.U, row.Observation.Z, row.Observation.Redshift));
    }

    [Fact]
    public void A_row_needs_no_position()
    {
        var blank = Assert.Single(Read("alpha,delta,u,g,r,i,z,class,redshift\n,,1,2,3,4,5,STAR,0\n").Rows);
        var absent = Assert.Single(Read("u,g,r,i,z,class,redshift\n1,2,3,4,5,STAR,0\n").Rows);

        Assert.True(double.IsNaN(blank.Observation.Alpha));
        Assert.True(double.IsNaN(absent.Observation.Delta));
        Assert.Equal(absent.Key, blank.Key);
    }

    [Fact]
    public void Every_row_that_cannot_be_used_is_reported_with_its_line_and_reason()
    {
        var data = Read(
            """
            alpha,u,g,r,i,z,class,redshift
            1,20,20,20,20,20,STAR,0
            1,-9999,20,20,-9999,20,STAR,0
            1,20,20,bright,20,20,STAR,0
            1,20,20,20,41,20,STAR,0
            1,20,20,20,20,20,STAR,
            1,20,20,20,20,NaN,STAR,0
            1,20,20,20,20,21,NEBULA,0
            1,20,20
            360,20,20,20,20,22,STAR,0
            2,20,20,20,20.0,20,GALAXY,-0.0
            1,19,20,20,20,20,QSO,1
            """);

        Assert.Equal([2, 12], data.Rows.Select(row => row.Line));
        Assert.Equal(
            [
                (3, "sentinel"), (4, "wrong_type"), (5, "out_of_range"), (6, "missing"), (7, "not_finite"),
                (8, "unknown_class"), (9, "missing"), (10, "out_of_range"), (11, "duplicate"),
            ],
            data.Dropped.Select(row => (row.Line, row.Reason)));
        Assert.Equal(2, data.DroppedByReason()["missing"]);
        Assert.Equal("same magnitudes and redshift as data.csv:2", data.Dropped[^1].Message);
    }

    [Fact]
    public void An_object_counts_once_in_all_files_together()
    {
        var first = _folder.Write("a.csv", "u,g,r,i,z,class,redshift\n1,2,3,4,5,STAR,0\n");
        var second = _folder.Write("b.csv", "u,g,r,i,z,class,redshift\n1,2,3,4,5,STAR,0\n1,2,3,4,6,STAR,0\n");

        var data = CatalogueReader.Read([first, second], TestContext.Current.CancellationToken);

        Assert.Equal(2, data.Rows.Count);
        Assert.Equal(("b.csv", 2), (Assert.Single(data.Dropped).File, data.Dropped[0].Line));
        Assert.Equal("a.csv, b.csv", data.File);
    }

    [Fact]
    public void The_digest_is_that_of_the_file() => Assert.Equal(
        "c57e682ac01f1fc111541b25aad0df42be7867cffdbd92614b340d97080195e0",
        Read("u,g,r,i,z,class,redshift\n1,2,3,4,5,STAR,0\n").Sha256);

    [Theory]
    [InlineData("u,g,r,i,class,redshift\n1,2,3,4,STAR,0\n", "no column 'z' (accepted: z, modelMag_z)")]
    [InlineData("u,g,r,i,z,redshift\n1,2,3,4,5,0\n", "no column 'class' (accepted: class, label)")]
    [InlineData("u,g,r,i,z,class\n1,2,3,4,5,STAR\n", "no column 'redshift' (accepted: redshift, spec_z)")]
    [InlineData("", "the file is empty")]
    [InlineData("\n\n", "the file is empty")]
    [InlineData("u,g,r,i,z,class,redshift\n", "no usable row")]
    [InlineData(
        "u,g,r,i,z,class,redshift\n1,2,3,4,5,NEBULA,0\n",
        "no usable row (1 dropped, the first at line 2: class 'NEBULA' is not one of STAR, GALAXY, QSO)")]
    public void A_file_without_what_is_needed_is_refused_by_name(string content, string why)
    {
        var fault = Assert.Throws<TrainerException>(() => Read(content));

        Assert.Equal($"--data {_folder.File("data.csv")}: {why}", fault.Message);
    }

    private LabelledData Read(string content) =>
        CatalogueReader.Read([_folder.Write("data.csv", content)], TestContext.Current.CancellationToken);
}
