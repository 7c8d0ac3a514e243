using System.Text.Json.Nodes;
using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Trainer.Downloading;

namespace Streaming.Trainer.Tests.Downloading;

/// <summary><c>download --columns</c></summary>
public sealed class ColumnsTests : IDisposable
{
    private const string Usual = "objid,ra,dec,u,g,r,i,z,class,redshift,specobjid";
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly HastyTime _time = new();

    private string Sample => _folder.File("sample.csv");

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Columns_stand_in_the_file_as_the_survey_calls_them_with_what_it_measured()
    {
        await using var survey = new SkyServerStandIn(1000);
        string[] columns = ["psfMag_u", "psfMag_r", "cModelMag_r", "extinction_r", "psfMagErr_r", "modelMagErr_g"];

        Assert.Equal(0, await DownloadAsync(
            survey, "psfMag_u,psfMag_r,cModelMag_r,psfMagErr_r,modelMagErr_g,extinction_r"));

        var lines = File.ReadAllLines(Sample);
        Assert.Equal($"{Usual},{string.Join(',', columns)}", lines[0]);
        AssertRows(survey, lines, columns);
        Assert.Contains(lines, line => line.Split(',')[12] == SurveyPhotometry.Unmeasured);
        Assert.All(survey.Pages, page => Assert.Contains(
            "AS specobjid, p.psfMag_u, p.psfMag_r, p.cModelMag_r, p.extinction_r, p.psfMagErr_r, p.modelMagErr_g FROM",
            page,
            StringComparison.Ordinal));
        Assert.All(survey.Queries, query => Assert.DoesNotContain("WISE", query, StringComparison.Ordinal));
        Assert.Contains(
            "--input-sets u-g-r-i-z-psfMag_u-psfMag_r,u-g-r-i-z", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_the_infrared_survey_lacks_stays_in_with_nothing_measured()
    {
        await using var survey = new SkyServerStandIn(1000);

        Assert.Equal(0, await DownloadAsync(survey, "w1,w2,w4,psfMag_r"));

        var lines = File.ReadAllLines(Sample);
        Assert.Equal($"{Usual},psfMag_r,w1mpro,w2mpro,w4mpro", lines[0]);
        AssertRows(survey, lines, "psfMag_r", "w1mpro", "w2mpro", "w4mpro");
        Assert.InRange(lines.Count(line => line.EndsWith(",,,", StringComparison.Ordinal)), 80, 160);
        Assert.All(survey.Pages, page => Assert.Contains(
            "LEFT JOIN WISE_allsky AS w ON w.cntr = m.wise_cntr WHERE", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("psf", "psfMag_u,psfMag_g,psfMag_r,psfMag_i,psfMag_z")]
    [InlineData("wise", "w1mpro,w2mpro,w3mpro,w4mpro")]
    [InlineData("W1, w2mpro,w1,CMODELMAG_R", "cModelMag_r,w1mpro,w2mpro")]
    [InlineData("psfMag_z,wise,psfMag_u", "psfMag_u,psfMag_z,w1mpro,w2mpro,w3mpro,w4mpro")]
    [InlineData("", "")]
    public void Groups_and_columns_are_found_each_once_in_the_order_of_the_survey(string text, string names) =>
        Assert.Equal(names, string.Join(',', SurveyColumns.Find(text).Select(column => column.Name)));

    [Theory]
    [InlineData("psfMag_q")]
    [InlineData("psfMag_r,p.psfMag_r")]
    [InlineData("psfMag_r FROM SpecObj--")]
    [InlineData("psfMag_r;DROP TABLE x")]
    [InlineData("psfMag_")]
    public async Task A_column_that_there_is_not_is_named_beside_those_that_there_are(string text)
    {
        await using var survey = new SkyServerStandIn(10);

        Assert.Equal(ExitCode.Usage, await DownloadAsync(survey, text));

        Assert.Contains(
            $"--columns: '{text.Split(',')[^1]}' is not one of psf (psfMag_[ugriz]), cmodel (cModelMag_[ugriz]), ",
            OneLine(),
            StringComparison.Ordinal);
        Assert.Contains("wise (w[1234]mpro or w[1234])", OneLine(), StringComparison.Ordinal);
        Assert.Empty(survey.Queries);
    }

    [Fact]
    public async Task No_column_at_all_is_refused()
    {
        await using var survey = new SkyServerStandIn(10);

        Assert.Equal(ExitCode.Usage, await DownloadAsync(survey, ","));

        Assert.Contains("--columns: no column is named", OneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_columns_at_once_are_a_question_that_the_service_takes_and_are_measurements_to_a_worker()
    {
        await using var survey = new SkyServerStandIn(200);

        var all = string.Join(',', SurveyColumns.Groups.Select(group => group.Name));
        Assert.Equal(0, await DownloadAsync(survey, all));

        Assert.InRange(survey.LongestQuestion, 1000, 2048);
        var columns = File.ReadLines(Sample).First().Split(',')[SkyServerQuery.UsualColumns.Count..];
        Assert.Equal(54, columns.Distinct().Count());
        Assert.InRange(columns.Length, 1, ObservationReceived.MostMeasurements);
        Assert.All(columns, column => Assert.True(InputSet.IsMeasurement(column), column));
    }

    [Fact]
    public async Task A_value_that_is_no_number_is_asked_for_again()
    {
        await using var survey = new SkyServerStandIn(300);
        survey.Next(_ => Task.FromResult(false));
        survey.Next(200, SkyServerStandIn.Table([$"{Usual},psfMag_r", "1,1,2,3,4,5,6,7,STAR,0,5,faint"]));
        survey.Next(200, SkyServerStandIn.Table([Usual, "1,1,2,3,4,5,6,7,STAR,0,5"]));

        Assert.Equal(0, await DownloadAsync(survey, "psfMag_r"));

        Assert.Contains("a row cannot be read: '1,1,2,", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("the answer is no table", _output.ToString(), StringComparison.Ordinal);
        AssertRows(survey, File.ReadAllLines(Sample), "psfMag_r");
    }

    [Fact]
    public async Task A_download_goes_on_with_its_columns_however_they_are_asked_for()
    {
        await using var calm = new SkyServerStandIn(1000);
        Assert.Equal(0, await DownloadAsync(calm, "psfMag_r,wise"));
        var expected = await File.ReadAllTextAsync(Sample, TestContext.Current.CancellationToken);
        File.Delete(Sample);
        await using var survey = new SkyServerStandIn(1000);
        await StopAsync(survey, "psfMag_r,wise");

        Assert.Equal(0, await DownloadAsync(survey, "w4,w3,w2,w1mpro,PSFMAG_R"));

        Assert.Equal(expected, await File.ReadAllTextAsync(Sample, TestContext.Current.CancellationToken));
        Assert.Contains("sample.csv.part has 100 rows: going on", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(calm.Queries, survey.Queries.Distinct());
    }

    [Theory]
    [InlineData("psfMag_r", "psfMag_r,w1", "--columns psfMag_r)")]
    [InlineData("psfMag_r", null, "--columns psfMag_r)")]
    [InlineData(null, "psfMag_r", "no --columns)")]
    public async Task A_part_with_other_columns_is_refused(string? begun, string? goneOn, string has)
    {
        await using var survey = new SkyServerStandIn(1000);
        await StopAsync(survey, begun);
        var asked = survey.Queries.Count;

        Assert.Equal(ExitCode.Failure, await DownloadAsync(survey, goneOn));

        Assert.Contains("belongs to a download with other options (http", OneLine(), StringComparison.Ordinal);
        Assert.Contains(has, OneLine(), StringComparison.Ordinal);
        Assert.Equal(asked, survey.Queries.Count);
    }

    [Fact]
    public async Task A_part_of_a_trainer_that_knew_no_columns_goes_on_without()
    {
        await using var survey = new SkyServerStandIn(1000);
        await StopAsync(survey, null);
        var checkpoint = JsonNode.Parse(File.ReadAllBytes($"{Sample}.part.json"))!;
        Assert.True(checkpoint["Settings"]!.AsObject().Remove("Columns"));
        File.WriteAllText($"{Sample}.part.json", checkpoint.ToJsonString());

        Assert.Equal(0, await DownloadAsync(survey, null));

        AssertRows(survey, File.ReadAllLines(Sample));
    }

    [Fact]
    public async Task Help_shows_an_example()
    {
        Assert.Equal(0, await Program.RunAsync(["download", "--help"], Screen.OfText("trainer", _output, _error), _time));

        var help = _output.ToString();
        Assert.Contains("trainer download --columns psfMag_r,cModelMag_r,", help, StringComparison.Ordinal);
        Assert.Contains("errors (psfMagErr_[ugriz] ", help, StringComparison.Ordinal);
    }

    private static void AssertRows(SkyServerStandIn survey, string[] lines, params string[] columns)
    {
        var known = survey.Spectra.Where(one => one.IsSound).Select(
            one => string.Join(',', [one.Line, .. columns.Select(one.Photometry.File)])).ToHashSet();
        Assert.All(lines[1..], line => Assert.Contains(line, known));
        Assert.Equal(lines.Length, lines.Distinct().Count());
    }

    // After its first page.
    private async Task StopAsync(SkyServerStandIn survey, string? columns)
    {
        survey.Next(_ => Task.FromResult(false));
        survey.Next(_ => Task.FromResult(false));
        survey.Next(400, "stop");
        Assert.Equal(ExitCode.Failure, await DownloadAsync(survey, columns));
        _error.GetStringBuilder().Clear();
    }

    private Task<int> DownloadAsync(SkyServerStandIn survey, string? columns) => Program.RunAsync(
        [
            "download", "--url", survey.Address, "--rows", "400", "--page-rows", "100", "--out", Sample,
            .. columns is null ? (string[])[] : ["--columns", columns],
        ],
        Screen.OfText("trainer", _output, _error),
        _time);

    private string OneLine() => Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
