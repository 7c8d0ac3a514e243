using Microsoft.Extensions.Time.Testing;
using Streaming.Contracts;
using Streaming.Telescope.Publishing;
using Streaming.Telescope.Reading;
using Xunit;

namespace Streaming.Telescope.Tests.Reading;

public sealed class ObservationFileTests
{
    private const string Kaggle = "obj_ID,alpha,delta,u,g,r,i,z,run_ID,class,redshift,plate,MJD,fiber_ID";
    private const string SkyServer = "objid,ra,dec,u,g,r,i,z,class,redshift,plate,mjd";
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private readonly SkippedRows _skipped = new();

    [Fact]
    public void Kaggle_rows_are_read()
    {
        var observation = Assert.Single(Read(
            "k.csv", Kaggle, "123,135.5,32.25,23.8,22.2,20.3,19.1,18.7,3606,GALAXY,0.63,5812,56354,171"));

        Assert.Equal(
            new ObservationReceived
            {
                ObservationId = "123",
                ObservedAt = new(2013, 3, 3, 0, 0, 0, TimeSpan.Zero),
                Alpha = 135.5,
                Delta = 32.25,
                U = 23.8,
                G = 22.2,
                R = 20.3,
                I = 19.1,
                Z = 18.7,
                Redshift = 0.63,
            },
            observation);
    }

    [Fact]
    public void Blank_values_are_missing_and_a_blank_id_is_replaced_by_the_line()
    {
        var observation = Assert.Single(Read("k.csv", Kaggle, ",135.5,32.25,,nan,20.3,19.1,18.7,,GALAXY,0.63,,,"));

        Assert.Equal(("k.csv:2", Now), (observation.ObservationId, observation.ObservedAt));
        Assert.Null(observation.U);
        Assert.Null(observation.G);
    }

    [Fact]
    public void Repeated_ids_are_replaced_by_the_line_in_all_rows()
    {
        var ids = Read("k.csv", Kaggle, Row("1"), Row("2"), Row("1")).Select(o => o.ObservationId);

        Assert.Equal(["k.csv:2", "k.csv:3", "k.csv:4"], ids);
    }

    [Fact]
    public void SkyServer_downloads_are_read_below_their_table_name()
    {
        var observation = Assert.Single(Read(
            "s.csv", "#Table1", SkyServer, "1.2376487201542E+018,173.6,-0.99,17.9,18.0,17.9,17.9,17.5,QSO,0.26,282,51658"));

        Assert.Equal((173.6, -0.99, "s.csv:3"), (observation.Alpha, observation.Delta, observation.ObservationId));
    }

    [Fact]
    public void Column_names_are_compared_without_case_in_any_order()
    {
        var observation = Assert.Single(Read("s.csv", "REDSHIFT,Z,I,R,G,U,Dec,RA,ObjID", "0.1,5,4,3,2,1,-10,20,x"));

        Assert.Equal((1, 5, 20), (observation.U, observation.Z, observation.Alpha));
        Assert.Equal((0.1, "x"), (observation.Redshift, observation.ObservationId));
    }

    [Fact]
    public void Json_lines_are_read_and_the_class_is_left_out()
    {
        var observation = Assert.Single(Read("n.jsonl", """
            {"observationId":"a","observedAt":"2026-01-01T00:00:00Z","alpha":1,"delta":2,"u":3,"r":4,"i":5,
            "class":"STAR","measurements":{"psfMag_r":4.25,"w1":null},"visitId":"v"}
            """.ReplaceLineEndings("")));

        Assert.Equal(("a", 3.0, "v"), (observation.ObservationId, observation.U, observation.VisitId));
        Assert.Null(observation.G);
        Assert.Equal(new Dictionary<string, double?> { ["psfMag_r"] = 4.25, ["w1"] = null }, observation.Measurements);
    }

    [Fact]
    public void Rows_without_a_redshift_or_with_up_to_two_bands_missing_are_read()
    {
        var read = Read(
            "s.csv", SkyServer, "1,1,2,17.9,18.0,17.9,17.9,17.5,STAR,,1,1", "2,1,2,,18.0,nan,17.9,17.5,STAR,NaN,1,1",
            "3,1,2,-9999,18.0,17.9,99.0,17.5,STAR,-9999,1,1", "4,1,2,inf,18.0,17.9,17.9,-Infinity,STAR,0.1,1,1");

        Assert.Equal(
            [(17.9, 17.9, 17.9, 17.5, null), (null, null, 17.9, 17.5, null), (-9999, 17.9, 99, 17.5, -9999),
                (null, 17.9, 17.9, null, 0.1)],
            read.Select(o => (o.U, o.R, o.I, o.Z, o.Redshift)));
        Assert.Equal(0, _skipped.Count);
    }

    [Fact]
    public void Bare_words_that_Python_writes_in_json_lines_are_not_measured_and_stay_in_texts()
    {
        var observation = Assert.Single(Read("n.jsonl", """
            {"observationId":"NaN \"Infinity","alpha":1,"delta":2,"u":NaN,"g":-Infinity,"r":1,"i":2,"z":3,
            "redshift":Infinity}
            """.ReplaceLineEndings("")));

        Assert.Equal("NaN \"Infinity", observation.ObservationId);
        Assert.Equal((null, null, 3, null), (observation.U, observation.G, observation.Z, observation.Redshift));
    }

    [Fact]
    public void Rows_with_fewer_than_three_bands_are_skipped_and_named()
    {
        var read = Read(
            "s.csv", SkyServer, "1,1,2,,18.0,17.9,,-9999,STAR,,1,1", "2,1,2,99,-999,9999,,nan,STAR,0.1,1,1",
            Row("3", SkyServer));

        Assert.Equal("3", Assert.Single(read).ObservationId);
        Assert.Equal(
            "skipped 2 rows: line 2: only g r measured of the bands; line 3: no band measured", _skipped.ToString());
    }

    [Fact]
    public void A_magnitude_out_of_range_is_left_to_the_worker_to_reject()
    {
        var observation = Assert.Single(Read("s.csv", SkyServer, "1,1,2,,,17.9,17.9,50,STAR,,1,1"));

        Assert.Equal(50, observation.Z);
    }

    [Theory]
    [InlineData("-9999", "2")]
    [InlineData("1", "-9999")]
    [InlineData("1", "99")]
    [InlineData("999", "2")]
    public void A_mark_is_no_position(string alpha, string delta)
    {
        Assert.Empty(Read("s.csv", SkyServer, $"1,{alpha},{delta},17.9,18.0,17.9,17.9,17.5,STAR,0.1,1,1"));

        Assert.Equal("skipped 1 row: line 2: no position", _skipped.ToString());
    }

    [Fact]
    public void A_right_ascension_of_99_degrees_is_a_position() =>
        Assert.Equal(99, Assert.Single(Read("s.csv", SkyServer, "1,99,2,17.9,18.0,17.9,17.9,17.5,STAR,0.1,1,1")).Alpha);

    [Fact]
    public void Columns_that_a_file_lacks_are_not_measured_and_told_in_one_line()
    {
        using var file = new TemporaryFile("p.csv", "ra,dec,g,r,i", "1,2,18.0,17.9,17.8");
        var source = new FileSource(file.Path, new FakeTimeProvider(Now));

        var observation = Assert.Single(source.Read());

        Assert.Equal((null, 18, null, null), (observation.U, observation.G, observation.Z, observation.Redshift));
        Assert.Equal($"{file.Path}: no column u, z, redshift: published as not measured", source.Notice);
    }

    [Theory]
    [InlineData("s.csv", SkyServer, "1,1,2,17.9,18.0,17.9,17.9,17.5,STAR,,1,1")]
    [InlineData("n.jsonl", """{"alpha":1,"delta":2,"g":1,"r":1,"i":1}""")]
    public void Nothing_is_told_of_a_file_with_all_columns_and_of_json_lines(string name, params string[] lines)
    {
        using var file = new TemporaryFile(name, lines);

        Assert.Null(new FileSource(file.Path, new FakeTimeProvider(Now)).Notice);
    }

    [Fact]
    public void Rows_without_position_and_unreadable_rows_are_skipped_and_named()
    {
        var read = Read(
            "s.csv", SkyServer, "1,,2,1,1,1,1,1,QSO,1,1,1", "2,1,2,bright,1,1,1,1,QSO,1,1,1", "", "3,1,2",
            Row("9", SkyServer), "\"");

        Assert.Equal("9", Assert.Single(read).ObservationId);
        Assert.Equal(
            "skipped 4 rows: line 2: no position; line 3: u is not a number: bright; line 5: 3 fields instead of 12; "
            + "line 7: a quote is not closed",
            _skipped.ToString());
    }

    [Fact]
    public void Json_lines_that_cannot_be_read_are_skipped_and_named()
    {
        Assert.Empty(Read("n.jsonl", """{"alpha":1,"delta":2,"u":"bright"}""", "{", """{"alpha":1}"""));

        Assert.Equal(
            "skipped 3 rows: line 1: u has a wrong type; line 2: not a JSON object; line 3: no position",
            _skipped.ToString());
    }

    [Fact]
    public void Numbers_that_are_too_large_cannot_be_published()
    {
        Assert.Empty(Read("s.csv", "ra,dec,u,g,r,i,z,redshift", "1,2,1e999,1,1,1,1,1", "1,2,1,1,1,1,1,-1e999"));

        Assert.Equal(2, _skipped.Count);
    }

    [Fact]
    public void A_missing_column_is_named() => Assert.EndsWith(
        "line 1: no column alpha or ra.", Fails("x.csv", "dec,u,g,r,i,z", "1,2,3,4,5,6"), StringComparison.Ordinal);

    [Theory]
    [InlineData("ra,dec,redshift", "none")]
    [InlineData("ra,dec,r,i,redshift", "r i")]
    public void A_file_with_fewer_than_three_bands_is_refused(string header, string bands) => Assert.EndsWith(
        $"line 1: columns for {bands} of the bands u g r i z, 3 are needed.",
        Fails("x.csv", header),
        StringComparison.Ordinal);

    [Fact]
    public void A_column_that_stands_twice_is_named() => Assert.EndsWith(
        "line 1: two columns for alpha or ra.", Fails("x.csv", "ra,alpha,dec,u,g,r,i,z,redshift"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("#Table1")]
    public void An_empty_file_is_refused(string content) =>
        Assert.EndsWith("is empty.", Fails("x.csv", content), StringComparison.Ordinal);

    [Fact]
    public void A_file_with_nothing_but_a_header_is_refused() =>
        Assert.EndsWith("holds no observations.", Fails("x.csv", Kaggle), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_without_rows_is_named_before_the_broker_is_needed()
    {
        using var file = new TemporaryFile("x.csv", SkyServer);
        using var errors = new StringWriter();
        var screen = Screen.OfText("telescope", TextWriter.Null, errors);
        var telescope = TelescopeCommand.Create(screen, TimeProvider.System);

        Assert.Equal(1, await telescope.RunAsync(["publish", "--file", file.Path]));
        Assert.Equal($"telescope: --file {file.Path} holds no observations{Environment.NewLine}", errors.ToString());
    }

    [Fact]
    public void A_missing_file_is_refused() =>
        Assert.Throws<FailureException>(() => ObservationFile.Open("/no/such/file.csv", TimeProvider.System));

    private static string Row(string id, string header = Kaggle) =>
        $"{id},1,2,3,4,5,6,7,{(header == Kaggle ? "1," : "")}STAR,0.1,1,50000{(header == Kaggle ? ",1" : "")}";

    private static string Fails(string name, params string[] lines)
    {
        using var file = new TemporaryFile(name, lines);
        return Assert.Throws<FailureException>(() => ObservationFile.Open(file.Path, TimeProvider.System)).Message;
    }

    private List<ObservationReceived> Read(string name, params string[] lines)
    {
        using var file = new TemporaryFile(name, lines);
        return [.. ObservationFile.Open(file.Path, new FakeTimeProvider(Now)).Read(_skipped)];
    }
}
