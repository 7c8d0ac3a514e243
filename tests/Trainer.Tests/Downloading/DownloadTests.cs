using System.Diagnostics;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Tests.Downloading;

public sealed class DownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly HastyTime _time = new();

    private string File => _folder.File("sample.csv");

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_sample_has_the_rows_asked_for_each_once_from_all_over_the_survey()
    {
        await using var survey = new SkyServerStandIn(3000);

        Assert.Equal(0, await DownloadAsync(survey, rows: 500, page: 100));

        var lines = System.IO.File.ReadAllLines(File);
        Assert.Equal("objid,ra,dec,u,g,r,i,z,class,redshift,specobjid", lines[0]);
        Assert.Equal(500, lines.Skip(1).Distinct().Count());
        var taken = survey.Spectra.Where(one => lines.Contains(one.Line)).ToList();
        Assert.Equal(500, taken.Count);
        Assert.All(taken, one => Assert.True(one.IsSound));

        // A sixth of the survey, and so about that of every plate.
        Assert.All(
            taken.CountBy(one => one.Plate).ToDictionary().Values, count => Assert.InRange(count, 5, 35));
        Assert.InRange(taken.DistinctBy(one => one.Plate).Count(), 28, 30);
        Assert.Equal(["sample.csv"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
        Assert.Contains("500 rows", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_is_asked_politely()
    {
        await using var survey = new SkyServerStandIn(1000);

        Assert.Equal(0, await DownloadAsync(survey, rows: 300, page: 50));

        Assert.Equal(1, survey.MostAtOnce);
        Assert.StartsWith("Streaming.Trainer/", survey.UserAgent, StringComparison.Ordinal);
        Assert.Equal(survey.Queries.Count - 1, _time.Pauses.Count);
        Assert.All(_time.Pauses, pause => Assert.InRange(pause.TotalSeconds, 0.5, 1));
    }

    [Fact]
    public async Task What_is_downloaded_can_be_trained_on()
    {
        await using var survey = new SkyServerStandIn(3000);
        Assert.Equal(0, await DownloadAsync(survey, rows: 2500));

        Assert.Equal(0, await RunAsync(
            "train", "--data", File, "--store", _folder.File("store"), "--iterations", "4"));

        var data = CatalogueReader.Read([File], TestContext.Current.CancellationToken);
        Assert.Equal((2500, 0), (data.Rows.Count, data.Dropped.Count));
    }

    [Fact]
    public async Task Every_fault_that_passes_is_outlasted()
    {
        await using var calm = new SkyServerStandIn(1000);
        Assert.Equal(0, await DownloadAsync(calm, rows: 400, page: 100));
        var expected = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        System.IO.File.Delete(File);

        await using var survey = new SkyServerStandIn(1000);
        survey.Next(503, "<html><body>Service unavailable</body></html>", retryAfter: "77");
        survey.Next(500, "{\"ErrorCode\": 500}");
        survey.Next(_ => Task.FromResult(false));
        survey.Next(200, "{\"ErrorCode\": 500, \"ErrorMessage\": \"Execution Timeout Expired\"}");
        survey.Next(200, "<!DOCTYPE html><html><head><title>Error</title></head></html>");
        survey.Next(200, "ERROR: Maximum 60 queries allowed per minute. Rejected query: SELECT TOP 100");
        survey.Next(200, "");
        survey.Next(429, "Too many requests", retryAfter: _time.GetUtcNow().AddSeconds(90).ToString("R"));
        survey.Next(_ => Task.FromResult(false));
        survey.Next(200, SkyServerStandIn.Table(["objid,ra,dec,u,g,r,i,z,class,redshift,specobjid", "123,1,2,3,4"]));
        survey.Next(200, SkyServerStandIn.Table(
            ["objid,ra,dec,u,g,r,i,z,class,redshift,specobjid", "1,1,2,3,4,5,6,7,STAR,0,3.1E+17"]));
        survey.Next(200, SkyServerStandIn.Table(
            ["objid,ra,dec,u,g,r,i,z,class,redshift,specobjid", "1,1,2,3,4,5,6,7,STAR,0,5"]));
        survey.Next(CutOffAsync);

        Assert.Equal(0, await DownloadAsync(survey, rows: 400, page: 100));

        Assert.Equal(expected, await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        Assert.Contains(TimeSpan.FromSeconds(77), _time.Pauses);
        Assert.Contains(_time.Pauses, pause => pause.TotalSeconds is > 80 and <= 90);
        Assert.Contains("Maximum 60 queries allowed per minute", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_asked_for_again()
    {
        await using var survey = new SkyServerStandIn(1000);
        using var never = new CancellationTokenSource();
        survey.Next(async _ =>
        {
            await Task.Delay(Timeout.Infinite, never.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        });
        _time.LimitsReached = 1;

        Assert.Equal(0, await DownloadAsync(survey, rows: 100));

        await never.CancelAsync();
        Assert.Equal(survey.Queries[0], survey.Queries[1]);
    }

    [Fact]
    public async Task A_service_that_stays_broken_is_given_up_and_what_came_is_kept()
    {
        await using var survey = new SkyServerStandIn(1000);
        survey.Next(_ => Task.FromResult(false));
        survey.Next(_ => Task.FromResult(false));
        for (var i = 0; i < 8; i++)
        {
            survey.Next(500, "down");
        }

        Assert.Equal(ExitCode.Failure, await DownloadAsync(survey, rows: 400, page: 100));

        Assert.Contains("asked 8 times: 500 Internal Server Error: down", OneLine(), StringComparison.Ordinal);
        Assert.Contains("100 rows are in", _output.ToString(), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
        Assert.Equal(0, await DownloadAsync(survey, rows: 400, page: 100));
        Assert.Equal(401, System.IO.File.ReadAllLines(File).Length);
    }

    [Fact]
    public async Task A_question_that_the_service_refuses_is_asked_once()
    {
        await using var survey = new SkyServerStandIn(100);
        survey.Next(404, "<html>No such\n release</html>");

        Assert.Equal(ExitCode.Failure, await DownloadAsync(survey, rows: 10));

        Assert.Contains("404 Not Found: <html>No such release</html>", OneLine(), StringComparison.Ordinal);
        Assert.Single(survey.Queries);
    }

    [Theory]
    [InlineData("-KILL", 137)]
    [InlineData("-INT", ExitCode.Interrupted)]
    public async Task A_download_that_was_ended_goes_on_where_it_was(string signal, int exit)
    {
        await using var calm = new SkyServerStandIn(1000);
        Assert.Equal(0, await DownloadAsync(calm, rows: 400, page: 100));
        var expected = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        System.IO.File.Delete(File);
        await using var survey = new SkyServerStandIn(1000);
        var ended = new TaskCompletionSource();
        survey.Next(_ => Task.FromResult(false));
        survey.Next(_ => Task.FromResult(false));
        survey.Next(_ => Task.FromResult(false));
        survey.Next(async _ =>
        {
            await ended.Task;
            return true;
        });

        using (var process = Start(survey))
        {
            for (var question = 0; question < 4; question++)
            {
                await survey.AskedAsync(TestContext.Current.CancellationToken);
            }

            using (var kill = Process.Start("kill", [signal, $"{process.Id}"]))
            {
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(exit, process.ExitCode);
            ended.SetResult();
        }

        // What a process leaves that dies while it writes.
        System.IO.File.AppendAllText($"{File}.part", "12376458768,17");
        Assert.False(System.IO.File.Exists(File));

        Assert.Equal(0, await DownloadAsync(survey, rows: 400, page: 100));

        Assert.Equal(expected, await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        Assert.Contains("sample.csv.part has 200 rows: going on", _output.ToString(), StringComparison.Ordinal);

        // Only the question that was open is asked again.
        Assert.Equal(calm.Queries.Count + 1, survey.Queries.Count);
        Assert.Equal(calm.Queries, survey.Queries.Distinct());
    }

    [Fact]
    public async Task A_part_belongs_to_its_options()
    {
        await using var survey = new SkyServerStandIn(1000);
        survey.Next(_ => Task.FromResult(false));
        survey.Next(_ => Task.FromResult(false));
        survey.Next(400, "stop");
        Assert.Equal(ExitCode.Failure, await DownloadAsync(survey, rows: 400, page: 100));
        _error.GetStringBuilder().Clear();

        Assert.Equal(ExitCode.Failure, await DownloadAsync(survey, rows: 500, page: 100));

        Assert.Contains("belongs to a download with other options", OneLine(), StringComparison.Ordinal);
        Assert.Contains("--rows 400", OneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        await using var survey = new SkyServerStandIn(100);
        _folder.Write("sample.csv", "precious");

        Assert.Equal(ExitCode.Failure, await DownloadAsync(survey, rows: 10));

        Assert.Contains("there is such a file already", OneLine(), StringComparison.Ordinal);
        Assert.Empty(survey.Queries);
    }

    [Fact]
    public async Task A_slice_that_is_too_small_is_followed_by_the_next()
    {
        await using var survey = new SkyServerStandIn(1000);
        survey.Next(200, SkyServerStandIn.Table(["n", "4000"]));

        Assert.Equal(0, await DownloadAsync(survey, rows: 500));

        Assert.Equal(500, System.IO.File.ReadLines(File).Skip(1).Distinct().Count());
        Assert.InRange(survey.Pages.Count, 3, 6);
    }

    [Fact]
    public async Task Fewer_rows_than_asked_for_are_said_to_be_all()
    {
        await using var survey = new SkyServerStandIn(500);

        Assert.Equal(0, await DownloadAsync(survey, rows: 5000));

        var sound = survey.Spectra.Count(one => one.IsSound);
        Assert.Equal(sound, System.IO.File.ReadAllLines(File).Length - 1);
        Assert.Contains($"only {sound} rows", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'dr13' is not one of dr14, dr15, dr16, dr17, dr18", "--release", "dr13")]
    [InlineData("--rows is 0", "--rows", "0")]
    [InlineData("'ftp://mirror/' is not an address of http", "--url", "ftp://mirror/")]
    public async Task A_wrong_option_is_named(string reason, params string[] wrong)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(["download", "--out", File, .. wrong]));

        Assert.Contains(reason, OneLine(), StringComparison.Ordinal);
    }

    // Says that more is to come than does.
    private static async Task<bool> CutOffAsync(System.Net.HttpListenerContext context)
    {
        context.Response.ContentLength64 = 10_000;
        await context.Response.OutputStream.WriteAsync("#Table1\nobjid,ra"u8.ToArray());
        context.Response.Abort();
        return true;
    }

    private Process Start(SkyServerStandIn survey)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Streaming.Trainer.dll"), "download", "--url", survey.Address,
                "--rows", "400", "--page-rows", "100", "--out", File,
            },
        };
        return Process.Start(start)!;
    }

    private Task<int> DownloadAsync(SkyServerStandIn survey, int rows, int page = 10_000) => RunAsync(
        "download", "--release", "dr17", "--url", survey.Address, "--rows", $"{rows}", "--page-rows", $"{page}",
        "--out", File);

    private Task<int> RunAsync(params string[] arguments) =>
        Program.RunAsync(arguments, Screen.OfText("trainer", _output, _error), _time);

    private string OneLine() => Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
