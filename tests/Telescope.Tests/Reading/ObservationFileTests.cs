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
            {"observationId":"a","observedAt":"2026-01-01T00:00:00Z","alpha":1,"delta":2,"u":3,"class":"STAR","visitId":"v"}
            """));

        Assert.Equal(("a", 3.0, "v"), (observation.ObservationId, observation.U, observation.VisitId));
        Assert.Null(observation.G);
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
    public void Infinite_numbers_cannot_be_published()
    {
        Assert.Empty(Read("s.csv", "ra,dec,u,g,r,i,z,redshift", "1,2,inf,1,1,1,1,1", "1,2,1e999,1,1,1,1,1"));

        Assert.Equal(2, _skipped.Count);
    }

    [Fact]
    public void A_missing_column_is_named() => Assert.EndsWith(
        "line 1: no column alpha or ra, redshift.", Fails("x.csv", "dec,u,g,r,i,z", "1,2,3,4,5,6"), StringComparison.Ordinal);

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
        var exitCode = await CommandLine.RunAsync(
            new() { PublishCommand.Create() }, ["publish", "--file", file.Path], new() { Error = errors });

        Assert.Equal((1, $"telescope: --file {file.Path} holds no observations.{Environment.NewLine}"), (exitCode, errors.ToString()));
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
