using System.Text.Json;
using Streaming.Telescope.Tests.Publishing;
using Streaming.Telescope.Simulating;
using Xunit;

namespace Streaming.Telescope.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Theory]
    [InlineData("", "Required command was not provided; --help lists what there is")]
    [InlineData("frob", "unknown command or option 'frob'; --help lists what there is")]
    [InlineData("publish --simulate 5 --frob", "unknown command or option '--frob'; --help lists what there is")]
    [InlineData("publish", "give either --file or --simulate; --help lists what there is")]
    [InlineData("publish --file x --simulate 5", "give either --file or --simulate; --help lists what there is")]
    [InlineData("publish --file x --seed 5", "--seed goes with --simulate only; --help lists what there is")]
    [InlineData("publish --file x --photometric 0.8",
        "--photometric goes with --simulate only; --help lists what there is")]
    [InlineData("publish --file x --missing-bands 0.1",
        "--missing-bands goes with --simulate only; --help lists what there is")]
    [InlineData("publish --file x --faulty 0.1", "--faulty goes with --simulate only; --help lists what there is")]
    [InlineData("publish --simulate 5 --profile sdss", "--profile goes with --file only; --help lists what there is")]
    [InlineData("publish --simulate 5 --measurements none",
        "--measurements goes with --file only; --help lists what there is")]
    [InlineData("publish --file x --measurements w1,u", "--measurements: u is no measurement, and published anyway")]
    [InlineData("publish --file x --map u", "--map: 'u' is not of the form NAME=COLUMN: u=modelMag_u,redshift=z_sp")]
    [InlineData("publish --simulate 5 --photometric 1.5", "--photometric is 1.5, allowed are 0 to 1")]
    [InlineData("simulate --count 5 --missing-bands none", "--missing-bands is none, allowed are 0 to 1")]
    [InlineData("publish --simulate 5 --visit-size 5",
        "--visit-size and --cadence go together; --help lists what there is")]
    [InlineData("publish --simulate 5 --visit-size 5 --cadence 5 --rate 5",
        "give either --rate or --visit-size with --cadence; --help lists what there is")]
    [InlineData("publish --simulate 5 --bulk 0", "--bulk is 0, allowed are 1 to 5000")]
    [InlineData("publish --simulate 5 --bulk 6000", "--bulk is 6000, allowed are 1 to 5000")]
    [InlineData("publish --simulate 5 --gzip", "--gzip goes with --bulk only; --help lists what there is")]
    [InlineData("publish --simulate none", "--simulate is none, allowed are 1 to 2147483647")]
    [InlineData("publish --simulate 5 --rate -1", "--rate is -1, allowed are 0.001 to 1000000")]
    [InlineData("simulate", "Option '--count' is required")]
    [InlineData("simulate --count 5 --faulty NaN", "--faulty is NaN, allowed are 0 to 1")]
    [InlineData("simulate --count 5 --json",
        "--json needs --out FILE: standard output is taken by the observations; --help lists what there is")]
    [InlineData("simulate --count 5 --format xml", "--format: 'xml' is not one of csv, jsonl")]
    [InlineData("simulate --count @5", "--count is @5, allowed are 0 to 2147483647")]
    [InlineData("watch --for 5x", "--for: '5x' is not a time such as 30s, 5m or 2h, up to a year")]
    [InlineData("watch --json --out -", "--json and --out - both take standard output; --help lists what there is")]
    [InlineData("errors", "Required command was not provided; --help lists what there is")]
    [InlineData("errors list --queue labels_error",
        "--queue: 'labels_error' is not one of all, observations_error, observations_bulk_error, observations_dead")]
    [InlineData("errors resend --since soon", "--since: 'soon' is not a time such as 2026-11-29T21:04:05Z, 30m, 2h or 3d")]
    [InlineData("errors drop --limit 0", "--limit is 0, allowed are 1 to 9223372036854775807")]
    [InlineData("errors show", "Required argument missing for command: 'show'")]
    [InlineData("rejected resend --only sentinels",
        "--only: 'sentinels' is not one of sentinel, missing, wrong_type, not_finite, out_of_range, not_a_time, "
        + "too_few_bands, inputs_not_supported, empty_body, not_unpacked, not_json, not_an_observation")]
    [InlineData("rejected resend --set U=null",
        "--set: 'U=null' is not of the form NAME=VALUE with one of the names observationId, observedAt, alpha, delta, u, "
        + "g, r, i, z, redshift, visitId, source, measurements.NAME")]
    [InlineData("rejected export --to x --set u=null",
        "--set goes with --as observations only; --help lists what there is")]
    [InlineData("rejected export", "Option '--to' is required")]
    [InlineData("doctor --worker worker-1:8080", "--worker: 'worker-1:8080' is not an address of http or https")]
    [InlineData("doctor --management http://guest:secret@host:15672",
        "--management: an address without user and password is expected; those of --broker are used")]
    [InlineData("doctor --grace-period soon", "--grace-period: 'soon' is not a time such as 30s, 5m or 2h, up to a year")]
    [InlineData("watch --count 0", "--count is 0, allowed are 1 to 9223372036854775807")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string line, string message)
    {
        Assert.Equal(2, await RunAsync(line));

        Assert.Equal($"telescope: {message}{Environment.NewLine}", _errors.ToString());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task An_address_that_is_none_of_a_broker_is_wrong_usage_and_is_not_repeated()
    {
        Assert.Equal(2, await RunAsync("watch --broker http://user:secret@host"));

        Assert.StartsWith("telescope: --broker is not an address of a broker", _errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("publish --file /no/such/file.csv", "--file /no/such/file.csv: no such file")]
    [InlineData("watch --out night.xyz", "--out night.xyz: the end of its name tells the format, and is none of .csv,")]
    [InlineData("watch --out /no/such/folder/x.csv", "--out /no/such/folder/x.csv: no such folder: /no/such/folder")]
    [InlineData("simulate --count 1 --out /no/such/folder/x", "--out /no/such/folder/x: cannot be written:")]
    [InlineData("publish --simulate 1 --broker amqp://localhost:1/", "no connection to the broker at localhost:1:")]
    [InlineData("errors list --broker amqp://localhost:1/", "no connection to the broker at localhost:1:")]
    [InlineData("rejected list --file /no/such/file", "--file /no/such/file: no such file")]
    [InlineData("watch --broker amqp://localhost:1/", "no connection to the broker at localhost:1:")]
    public async Task A_failure_is_one_line_and_exit_code_1(string line, string message)
    {
        Assert.Equal(1, await RunAsync(line));

        Assert.StartsWith($"telescope: {message}", _errors.ToString(), StringComparison.Ordinal);
        Assert.Single(_errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("simulate --help", "[default: 17]")]
    [InlineData("publish --help", "telescope publish --simulate 100000")]
    [InlineData("publish --help", "telescope publish --file star_classification.csv --bulk 500 --gzip")]
    [InlineData("publish --help", "zcat night.jsonl.gz | telescope publish --file -")]
    [InlineData("watch --help", "telescope watch --out night.parquet --for 8h")]
    [InlineData("watch --help", "telescope watch --json --count 100 | jq .class")]
    [InlineData("errors resend --help", "telescope errors resend --reason delivery_limit --yes")]
    [InlineData("errors list --help", "[default: all]")]
    [InlineData("rejected resend --help", "telescope rejected resend --only sentinel --set u=null --set redshift=null")]
    [InlineData("completion --help", "source <(telescope completion bash)")]
    [InlineData("--help", "telescope publish --file night.csv")]
    [InlineData("--help", "130  ended by Ctrl-C or SIGTERM")]
    [InlineData("publish -h", "130  ended by Ctrl-C or SIGTERM")]
    public async Task Help_shows_defaults_examples_and_exit_codes(string line, string expected)
    {
        Assert.Equal(0, await RunAsync(line));

        Assert.Contains(expected, _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "completion doctor errors publish rejected simulate watch")]
    [InlineData("pub", "publish")]
    [InlineData("publish --vis", "--visit-size")]
    [InlineData("publish --bu", "--bulk")]
    [InlineData("publish --bulk 500 --gz", "--gzip")]
    [InlineData("simulate --format ", "csv jsonl")]
    [InlineData("errors ", "drop list resend show")]
    [InlineData("rejected ", "export keep list resend")]
    [InlineData("errors list --queue ", "all observations_bulk_error observations_dead observations_error")]
    [InlineData("completion ", "bash fish zsh")]
    [InlineData("publish --file ", "")]
    public async Task A_line_is_completed_by_what_could_follow(string line, string expected)
    {
        Assert.Equal(0, await RunAsync([$"[suggest:{line.Length}]", line]));

        var suggested = _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            suggested.Where(word => line.Contains("--", StringComparison.Ordinal) || !word.StartsWith('-')).Order());
    }

    [Fact]
    public async Task Simulate_writes_a_night_to_standard_output()
    {
        Assert.Equal(0, await RunAsync("simulate --count 3"));

        var lines = _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(NightWriter.Header, lines[0]);
        Assert.StartsWith("sim-17-0000003,2026-01-15T20:00:00.0200000Z,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_leaves_out_redshifts_and_bands_as_asked_and_counts_them()
    {
        using var file = new TemporaryFile("night.csv");
        Assert.Equal(
            0, await RunAsync($"simulate --count 300 --photometric 1 --missing-bands 0.5 --out {file.Path} --json"));

        using var summary = JsonDocument.Parse(_output.ToString());
        Assert.Equal(300, summary.RootElement.GetProperty("photometric").GetInt32());
        Assert.InRange(summary.RootElement.GetProperty("missingBands").GetInt32(), 120, 180);
        var read = await new PublishedFile().ReadAsync(new(), file.Path);
        Assert.Equal(300, read.Count);
        Assert.DoesNotContain(read, MeasuredInputs.IsSpectroscopic);
    }

    [Fact]
    public async Task Rejections_of_a_file_are_listed_and_their_observations_exported_mended()
    {
        using var watched = new TemporaryFile("watched.jsonl");
        using var mended = new TemporaryFile("mended.jsonl");
        var body = Convert.ToBase64String("""{"observationId":"o-1","u":99.5,"g":1}"""u8);
        await File.WriteAllTextAsync(watched.Path, $$$"""
            {"observationId":"o-0","class":"STAR"}
            {"observationId":"o-1","source":"a\u001b","reasons":[{"code":"out_of_range","field":"u","value":"99.5","message":"m"}],"received":{"queue":"observations","length":38,"base64":"{{{body}}}"},"rejectedAt":"2026-11-29T08:00:00Z"}
            """, TestContext.Current.CancellationToken);

        Assert.Equal(0, await RunAsync($"rejected list --file {watched.Path} --json"));
        Assert.Equal(
            """{"code":"out_of_range","field":"u","source":"a\u001B","rejections":1,"oldest":"2026-11-29T08:00:00+00:00","newest":"2026-11-29T08:00:00+00:00"}""",
            _output.ToString().TrimEnd());
        Assert.Equal(0, await RunAsync($"rejected list --file {watched.Path} --messages --since 2026-11-29"));
        Assert.Contains(@"2026-11-29 08:00:00 | o-1 | a\u001b | out_of_range: m", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync(
            $"rejected export --file {watched.Path} --as observations --set u=null --to {mended.Path}"));
        Assert.Equal(
            """{"observationId":"o-1","u":null,"g":1}""",
            (await File.ReadAllTextAsync(mended.Path, TestContext.Current.CancellationToken)).TrimEnd());
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private Task<int> RunAsync(string line) => RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private Task<int> RunAsync(string[] args) =>
        TelescopeCommand.Create(Screen.OfText("telescope", _output, _errors), TimeProvider.System).RunAsync(args);
}
