using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Contracts;
using Xunit;

namespace Streaming.Telescope.Tests.Publishing;

public sealed class FileSourceTests
{
    private const string Kaggle = "obj_ID,alpha,delta,u,g,r,i,z,run_ID,class,redshift,plate,MJD,fiber_ID";
    private const string SkyServer = "objid,ra,dec,u,g,r,i,z,class,redshift,plate,mjd";

    private readonly PublishedFile _published = new();

    [Fact]
    public async Task Kaggle_rows_are_read()
    {
        var observation = Assert.Single(await ReadAsync(
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
    public async Task Blank_values_are_missing_and_a_blank_id_is_replaced_by_the_line()
    {
        var observation = Assert.Single(
            await ReadAsync("k.csv", Kaggle, ",135.5,32.25,,nan,20.3,19.1,18.7,,GALAXY,0.63,,,"));

        Assert.Equal(("k.csv:2", PublishedFile.Now), (observation.ObservationId, observation.ObservedAt));
        Assert.Null(observation.U);
        Assert.Null(observation.G);
    }

    [Fact]
    public async Task Repeated_ids_are_replaced_by_the_line_in_all_rows_and_that_is_told()
    {
        var read = await ReadAsync("k.csv", Kaggle, Row("1"), Row("2"), Row("1"));

        Assert.Equal(["k.csv:2", "k.csv:3", "k.csv:4"], read.Select(o => o.ObservationId));
        Assert.EndsWith(
            "k.csv: an id stands twice: rows are named by file and line",
            _published.Notices[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_that_a_spreadsheet_rounded_are_replaced_by_the_line()
    {
        var read = await ReadAsync(
            "s.csv", "#Table1", SkyServer,
            "1.2376487201542E+018,173.6,-0.99,17.9,18.0,17.9,17.9,17.5,QSO,0.26,282,51658",
            "1237648720154260000,173.7,-0.99,17.9,18.0,17.9,17.9,17.5,QSO,0.26,282,51658");

        Assert.Equal(["s.csv:3", "1237648720154260000"], read.Select(o => o.ObservationId));
    }

    [Fact]
    public async Task Json_lines_as_on_the_wire_are_read_and_the_class_is_left_out()
    {
        var observation = Assert.Single(await ReadAsync("n.jsonl", """
            {"observationId":"a","observedAt":"2026-01-01T00:00:00.1234567+02:00","alpha":1,"delta":2,"u":3,"r":4,"i":5,
            "class":"STAR","measurements":{"psfMag_r":4.25,"w1":null,"mine":-99,"w1mpro":7,"modelMag_r":5},
            "visitId":"v","source":"apache-point"}
            """.ReplaceLineEndings("")));

        Assert.Equal(
            ("a", 3.0, "v", "apache-point"),
            (observation.ObservationId, observation.U, observation.VisitId, observation.Source));
        Assert.True(observation.ObservedAt!.Value.EqualsExact(
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567)));
        Assert.Null(observation.G);
        Assert.Equal(
            new Dictionary<string, double?> { ["psfMag_r"] = 4.25, ["w1mpro"] = 7, ["modelMag_r"] = 5 },
            observation.Measurements);
    }

    [Fact]
    public async Task Members_of_an_observation_may_come_late_in_json_lines()
    {
        var early = Enumerable.Repeat("""{"alpha":1,"delta":2,"g":20,"r":19,"i":18}""", 20_000);
        var late = """{"observationId":"x","alpha":1,"delta":2,"g":21,"r":19,"z":18,"redshift":0.5,"visitId":"v"}""";

        var observation = (await ReadAsync("n.jsonl", [.. early, late]))[^1];

        Assert.Equal(("x", 18.0, 0.5, "v"),
            (observation.ObservationId, observation.Z, observation.Redshift, observation.VisitId));
    }

    [Fact]
    public async Task What_is_not_measured_is_absent()
    {
        var read = await ReadAsync(
            "s.csv", SkyServer, "1,1,2,17.9,18.0,17.9,17.9,17.5,STAR,,1,1", "2,1,2,,18.0,nan,17.9,17.5,STAR,NaN,1,1",
            "3,1,2,-9999,18.0,17.9,99.0,17.5,STAR,-9999,1,1", "4,1,2,inf,18.0,17.9,17.9,-Infinity,STAR,0.1,1,1",
            "5,1,2,N/A,18.0,17.9,17.9,17.5,STAR,--,1,1", "6,1,2,1e999,18.0,17.9,17.9,17.5,STAR,masked,1,1");

        Assert.Equal(
            [(17.9, 17.9, 17.9, 17.5, null), (null, null, 17.9, 17.5, null), (null, 17.9, null, 17.5, null),
                (null, 17.9, 17.9, null, 0.1), (null, 17.9, 17.9, 17.5, null), (null, 17.9, 17.9, 17.5, null)],
            read.Select(o => (o.U, o.R, o.I, o.Z, o.Redshift)));
        Assert.Null(_published.Remark);
    }

    [Fact]
    public async Task Bare_words_that_Python_writes_in_json_lines_are_not_measured_and_stay_in_texts()
    {
        var observation = Assert.Single(await ReadAsync("n.jsonl", """
            {"observationId":"NaN \"Infinity","alpha":1,"delta":2,"u":NaN,"g":-Infinity,"r":1,"i":2,"z":3,
            "redshift":Infinity}
            """.ReplaceLineEndings("")));

        Assert.Equal("NaN \"Infinity", observation.ObservationId);
        Assert.Equal((null, null, 3, null), (observation.U, observation.G, observation.Z, observation.Redshift));
    }

    [Fact]
    public async Task A_magnitude_out_of_range_is_left_to_the_worker_to_reject()
    {
        var observation = Assert.Single(await ReadAsync("s.csv", SkyServer, "1,1,2,,,17.9,17.9,50,STAR,,1,1"));

        Assert.Equal(50, observation.Z);
    }

    [Theory]
    [InlineData("-9999", "2")]
    [InlineData("1", "-9999")]
    [InlineData("1", "99")]
    [InlineData("999", "2")]
    [InlineData("", "2")]
    public async Task A_mark_is_no_position(string alpha, string delta)
    {
        Assert.Empty(await ReadAsync("s.csv", SkyServer, $"1,{alpha},{delta},17.9,18.0,17.9,17.9,17.5,STAR,0.1,1,1"));

        Assert.Equal($"{_published.Path}: skipped 1 row: line 2: no position", _published.Remark);
    }

    [Fact]
    public async Task A_right_ascension_of_99_degrees_is_a_position() => Assert.Equal(
        99, Assert.Single(await ReadAsync("s.csv", SkyServer, "1,99,2,17.9,18.0,17.9,17.9,17.5,STAR,0.1,1,1")).Alpha);

    [Fact]
    public async Task Columns_that_a_file_lacks_are_not_measured_and_told_in_one_line()
    {
        var observation = Assert.Single(await ReadAsync("p.csv", "ra,dec,g,r,i", "1,2,18.0,17.9,17.8"));

        Assert.Equal((null, 18, null, null), (observation.U, observation.G, observation.Z, observation.Redshift));
        Assert.Equal(
            [$"{_published.Path}: no column u, z, redshift: published as not measured"], _published.Notices);
    }

    [Theory]
    [InlineData("s.csv", SkyServer, "1,1,2,17.9,18.0,17.9,17.9,17.5,STAR,,1,1")]
    [InlineData("n.jsonl", """{"alpha":1,"delta":2,"g":1,"r":1,"i":1}""")]
    public async Task Nothing_is_told_of_a_file_with_all_columns_and_of_json_lines(string name, params string[] lines)
    {
        await ReadAsync(name, lines);

        Assert.Empty(_published.Notices);
    }

    [Fact]
    public async Task Rows_that_cannot_be_published_are_skipped_and_the_first_are_named()
    {
        var read = await ReadAsync(
            "s.csv", SkyServer, "1,,2,1,1,1,1,1,QSO,1,1,1", "2,1,2,bright,1,1,1,1,QSO,1,1,1", "", "3,1,2",
            Row("9", SkyServer), "4,1,2,,18.0,17.9,,-9999,STAR,,1,1", "5,1,2,99,-999,9999,,nan,STAR,0.1,1,1",
            "6,1,2,1,1,1,1,1,QSO,1,1,late");

        Assert.Equal("9", Assert.Single(read).ObservationId);
        Assert.Equal(
            $"{_published.Path}: skipped 6 rows: line 2: no position; line 3: u is not a number: bright; "
            + "line 5: 3 fields instead of 12; line 7: only g r measured of the bands; line 8: no band measured; …",
            _published.Remark);
    }

    [Fact]
    public async Task A_time_that_is_none_is_named()
    {
        await ReadAsync("s.csv", "ra,dec,u,g,r,i,z,mjd", "1,2,3,4,5,6,7,late");
        Assert.EndsWith("line 2: mjd is not a number: late", _published.Remark, StringComparison.Ordinal);

        await ReadAsync("s.csv", "ra,dec,u,g,r,i,z,observed_at", "1,2,3,4,5,6,7,late");
        Assert.EndsWith("line 2: observedAt is not a time: late", _published.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lines_that_cannot_be_read_are_skipped_and_named()
    {
        Assert.Empty(await ReadAsync("n.jsonl", """{"alpha":1,"delta":2,"u":"bright"}""", "{", """{"alpha":1}"""));

        Assert.EndsWith(
            "skipped 3 rows: line 1: u is not a number: bright; line 2: not JSON; line 3: no position",
            _published.Remark,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no column for right ascension", "dec,u,g,r,i,z", "1,2,3,4,5,6")]
    [InlineData("at least 3 are needed", "ra,dec,r,i,redshift", "1,2,3,4,5")]
    [InlineData("alpha and ra could both be the alpha", "ra,alpha,dec,u,g,r,i,z", "1,2,3,4,5,6,7,8")]
    [InlineData("the file is empty", "")]
    [InlineData("it has no rows", Kaggle)]
    public async Task A_file_that_cannot_be_published_is_refused(string message, params string[] lines)
    {
        var fault = await Assert.ThrowsAsync<CatalogueException>(() => ReadAsync("x.csv", lines));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_end_is_damaged_is_refused_before_anything_is_published()
    {
        var fault = await Assert.ThrowsAsync<CatalogueException>(() => ReadAsync(
            "s.csv", [SkyServer, .. Enumerable.Range(0, 20_000).Select(id => Row($"{id}", SkyServer)), "\"open"]));

        Assert.StartsWith("line 20002: a quote opens here", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fluxes_become_magnitudes_and_columns_are_named()
    {
        var observation = Assert.Single(await _published.ReadAsync(
            new CatalogueRequest { Map = ColumnMap.Parse("BAND=f_BAND:nanomaggy,ra=X"), Measurements = null },
            "f.csv", "X,dec,f_u,f_g,f_r,f_i,f_z", "1,2,1,10,100,-3,1000"));

        Assert.Equal(
            (22.5, 20, 17.5, null, 15),
            (observation.U, observation.G, observation.R, observation.I, observation.Z));
    }

    [Fact]
    public async Task Measurements_that_a_survey_has_are_published_on_the_AB_system()
    {
        const string Header = "ra,dec,u,g,r,i,z,w1mpro,psfMag_r,notes";
        const string Row = "1,2,18,17,16,15,14,15.5,16.25,seen";

        var all = Assert.Single(await ReadAsync("w.csv", Header, Row));

        Assert.Equal(["psfMag_r", "w1"], all.Measurements!.Keys.Order());
        Assert.Equal((15.5 + 2.699, 16.25), (all.Measurements["w1"], all.Measurements["psfMag_r"]));
        Assert.Equal($"{_published.Path}: measurements psfMag_r, w1", _published.Notices[0]);
        var named = Assert.Single(await _published.ReadAsync(new() { Measurements = ["w1"] }, "w.csv", Header, Row));
        Assert.Equal(["w1"], named.Measurements!.Keys);
        Assert.Null(Assert.Single(await _published.ReadAsync(new(), "w.csv", Header, Row)).Measurements);
        var fault = await Assert.ThrowsAsync<CatalogueException>(
            () => _published.ReadAsync(new() { Measurements = ["w9"] }, "w.csv", Header, Row));
        Assert.StartsWith("no column for the measurement w9", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_measurements_are_published_than_an_observation_may_have()
    {
        var many = string.Join(',', Enumerable.Range(0, 70).Select(i => $"\"m{i}\":{i}"));
        var line = """{"alpha":1,"delta":2,"g":1,"r":1,"i":1,"measurements":{""" + many + "}}";

        var read = await ReadAsync("m.jsonl", line);

        Assert.Equal(64, Assert.Single(read).Measurements!.Count);
        Assert.Contains("left out are 6 more", Assert.Single(_published.Notices), StringComparison.Ordinal);
    }

    private static string Row(string id, string header = Kaggle) =>
        $"{id},1,2,13,14,15,16,17,{(header == Kaggle ? "1," : "")}STAR,0.1,1,50000{(header == Kaggle ? ",1" : "")}";

    private Task<List<ObservationReceived>> ReadAsync(string name, params string[] lines) =>
        _published.ReadAsync(new CatalogueRequest { Measurements = null }, name, lines);
}
