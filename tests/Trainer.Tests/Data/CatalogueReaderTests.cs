using Streaming.Classification.Observations;
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
            1,-9999,20,20,-9999,99,STAR,0
            1,20,20,bright,20,20,STAR,0
            1,20,20,20,41,20,STAR,0
            1,20,20,20,20,-98,STAR,0
            1,,20,NaN,20,Infinity,STAR,0
            1,20,20,20,20,21,NEBULA,0
            1,20,20
            360.5,20,20,20,20,22,STAR,0
            2,20,20,20,20.0,20,GALAXY,-0.0
            1,20,20,20,20,20,STAR,12.5
            1,19,20,20,20,20,QSO,1
            """);

        Assert.Equal([2, 13], data.Rows.Select(row => row.Line));
        Assert.Equal(
            [
                (3, "too_few_bands"), (4, "wrong_type"), (5, "out_of_range"), (6, "out_of_range"), (7, "too_few_bands"),
                (8, "unknown_class"), (9, "unreadable"), (10, "out_of_range"), (11, "duplicate"),
                (12, "out_of_range"),
            ],
            data.Dropped.Select(row => (row.Line, row.Reason)));
        Assert.Equal(2, data.DroppedByReason()["too_few_bands"]);
        Assert.StartsWith("only g r of the bands are measured", data.Dropped[0].Message, StringComparison.Ordinal);
        Assert.Equal(
            "same magnitudes and redshift as data.csv:2",
            Assert.Single(data.Dropped, row => row.Reason == "duplicate").Message);
    }

    [Theory]
    [InlineData("-9999")]
    [InlineData("-999")]
    [InlineData("-99.0")]
    [InlineData("99")]
    [InlineData("999")]
    [InlineData("9.999e3")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    public void A_row_with_three_measured_bands_is_kept_whatever_says_that_the_others_were_not(string mark)
    {
        var row = Assert.Single(Read($"alpha,u,g,r,i,z,class,redshift\n99,{mark},20,19,18,{mark},STAR,{mark}\n").Rows);

        Assert.Equal(["g", "r", "i"], InputSet.NamesMeasured(row.Observation));
        // A right ascension of 99 degrees is a place on the sky.
        Assert.Equal(99, row.Observation.Alpha);
    }

    [Fact]
    public void A_file_may_lack_the_redshift_and_two_bands()
    {
        var row = Assert.Single(Read("modelMag_g,r,i,class\n20,19,18,GALAXY\n").Rows);

        Assert.Equal(["g", "r", "i"], InputSet.NamesMeasured(row.Observation));
        Assert.Equal(
            ObjectKey.Of(new Observation(1, 2, double.NaN, 20, 19, 18, double.NaN, double.NaN)), row.Key);
    }

    [Fact]
    public void A_measurement_is_read_by_its_name_alone_and_may_be_blank()
    {
        var data = CatalogueReader.Read(
            [
                _folder.Write(
                    "data.csv",
                    "u,g,r,i,z,class,redshift,psfMag_r,w1\n1,2,3,4,5,STAR,0,3.25,-9999\n1,2,3,4,6,STAR,0,,17\n"),
            ],
            ["psfMag_r", "w1"],
            TestContext.Current.CancellationToken);

        Assert.Equal([3.25, double.NaN], data.Rows.Select(row => row.Observation.Value("psfMag_r")));
        Assert.Equal([double.NaN, 17], data.Rows.Select(row => row.Observation.Value("w1")));
        var fault = Assert.Throws<FailureException>(
            () => CatalogueReader.Read([_folder.File("data.csv")], ["w2"], TestContext.Current.CancellationToken));
        Assert.Contains("no column 'w2'. Its columns: u, g, r, i, z, class, redshift, psfMag_r, w1. --map w2=COLUMN names one", fault.Message, StringComparison.Ordinal);
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
    [InlineData(
        "u,g,class,redshift\n1,2,STAR,0\n",
        "no column 'r', nor one of another name for it; of the bands it has u g, at least 3 are needed. "
            + "Its columns: u, g, class, redshift. --map r=COLUMN names one")]
    [InlineData(
        "class,redshift\nSTAR,0\n",
        "no column 'u', nor one of another name for it; of the bands it has none, at least 3 are needed. "
            + "Its columns: class, redshift. --map u=COLUMN names one")]
    [InlineData(
        "u,g,r,i,z,redshift\n1,2,3,4,5,0\n",
        "no column 'class' (accepted: class, label). Its columns: u, g, r, i, z, redshift. --map class=COLUMN names one")]
    [InlineData("", "the file is empty")]
    [InlineData("\n\n", "the file is empty")]
    [InlineData("u,g,r,i,z,class,redshift\n", "it has no rows")]
    [InlineData(
        "u,g,r,i,z,class,redshift\n1,2,3,4,5,NEBULA,0\n",
        "the column class holds NEBULA: which of them are GALAXY, STAR and QSO? --classes GALAXY=…,STAR=…,QSO=… says so")]
    [InlineData(
        "u,g,r,i,z,class,redshift\n1,2,NaN,NaN,NaN,STAR,0\n",
        "no usable row (1 dropped, the first at line 2: only u g of the bands are measured, at least 3 are needed)")]
    public void A_file_without_what_is_needed_is_refused_by_name(string content, string why)
    {
        var fault = Assert.Throws<FailureException>(() => Read(content));

        Assert.Equal($"--data {_folder.File("data.csv")}: {why}", fault.Message);
    }

    private LabelledData Read(string content) =>
        CatalogueReader.Read([_folder.Write("data.csv", content)], TestContext.Current.CancellationToken);
}
