using Streaming.Classification.Models;

namespace Streaming.Trainer.Tests.Data;

public sealed class DataOptionsTests : IDisposable
{
    private static readonly string[] Fast =
        ["--iterations", "4", "--learning-rate", "0.3", "--min-rows-per-leaf", "5", "--input-sets", "u-g-r-i-z"];

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private ModelStore Store => new(_folder.File("store"));

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("explore", "--out", "x")]
    [InlineData("train")]
    [InlineData("cross-validate", "--out", "x.csv")]
    [InlineData("evaluate")]
    [InlineData("priors")]
    [InlineData("compare")]
    [InlineData("tune")]
    [InlineData("promote", "v1")]
    [InlineData("import", "--lightgbm", "x", "--classes", "GALAXY,STAR,QSO")]
    [InlineData("schedule")]
    [InlineData("run-once")]
    public async Task Every_command_that_reads_a_table_takes_what_is_said_of_its_columns(params string[] command)
    {
        var classes = command[0] == "import" ? "--data-classes" : "--classes";
        string[] good =
            ["--profile", "lsst", "--map", "BAND=BAND_kronFlux:nJy", classes, "GALAXY=3,STAR=6", "--deredden"];

        var parsed = Program.Create(Screen.OfText("trainer", _output, _error), TimeProvider.System)
            .Read([.. command, "--data", "x.csv", .. good]);

        Assert.Empty(parsed.Errors);
        Assert.Equal(
            ExitCode.Usage,
            await RunAsync([.. command, "--data", "x.csv", "--profile", "hipparcos"]));
        Assert.Contains("--profile: no profile 'hipparcos': there are ", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explore", "--out", "x")]
    [InlineData("evaluate")]
    public async Task A_command_that_reads_one_file_says_so(params string[] command)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync([.. command, "--data", "x.csv", "--data", "y.csv"]));

        Assert.Equal(
            "trainer: --data is given 2 files, and this command reads one",
            _error.ToString().TrimEnd());
    }

    [Theory]
    [InlineData("a folder, not a file", ".")]
    [InlineData("cannot be read", "")]
    [InlineData("no such file", "no/such.csv")]
    public async Task What_is_no_file_is_told(string why, string path)
    {
        Assert.Equal(ExitCode.Failure, await RunAsync(["explore", "--data", path, "--out", _folder.File("report")]));

        Assert.StartsWith($"trainer: --data {path}: {why}", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_refuses_what_can_be_read_but_once()
    {
        Assert.Equal(ExitCode.Failure, await RunAsync(["schedule", "--data", "-", "--store", Store.Path]));

        Assert.Contains("standard input can be read but once", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_the_list_and_the_report_say_what_a_model_was_trained_on()
    {
        var text = SimulatedCatalogue
            .WithColumns(SimulatedCatalogue.Text(1500), "u", "g", "r", "i", "z", "class", "run_ID")
            .Replace("u,g,r,i,z,class,run_ID", "u_psf,g_psf,r_psf,i_psf,z_psf,what,ebv", StringComparison.Ordinal)
            .Replace("GALAXY", "3", StringComparison.Ordinal);
        var data = _folder.Write("night.csv", text);

        Assert.Equal(0, await RunAsync(
            [
                "train", "--data", data, "--map", "class=what", "--classes", "GALAXY=3", "--deredden", .. Fast,
                "--store", Store.Path,
            ]));

        var version = Assert.Single(Store.Versions());
        var photometry = Assert.Single(Store.ReadManifest(version).Data!.Photometry!);
        Assert.Equal("PSF magnitude", photometry.Kind);
        Assert.Equal("SkyMapper Southern Survey DR1 to DR4", photometry.Survey);
        Assert.Equal("mag", photometry.Unit);
        Assert.Equal("u = u_psf, g = g_psf, r = r_psf, i = i_psf, z = z_psf", photometry.Columns);
        Assert.True(photometry.IsDereddened);
        Assert.Equal("ebv", photometry.CorrectedBy);
        Assert.Equal("--map class=what --classes GALAXY=3 --deredden", photometry.Said);
        const string Words =
            "PSF magnitudes of SkyMapper Southern Survey DR1 to DR4, AB, corrected for extinction by ebv";
        Assert.Contains(
            $"Trained on {Words}",
            File.ReadAllText(Path.Combine(Store.Path, version, "report.html")),
            StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync(["models", "--store", Store.Path]));
        Assert.Contains(Words, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classes_by_their_codes_are_as_good_as_by_their_words()
    {
        var text = SimulatedCatalogue.Text(1500);
        var coded = text.Replace("GALAXY", "0", StringComparison.Ordinal).Replace("STAR", "1", StringComparison.Ordinal)
            .Replace("QSO", "2", StringComparison.Ordinal);
        string[] classes = ["--classes", "GALAXY=0,STAR=1,QSO=2"];
        Assert.Equal(0, await RunAsync(
            [
                "train", "--data", _folder.Write("coded.csv", coded), .. classes, .. Fast, "--store", Store.Path,
                "--promote",
            ]));
        _output.GetStringBuilder().Clear();

        Assert.Equal(0, await RunAsync(
            ["evaluate", "--data", _folder.Write("plain.csv", text), "--json", "--store", Store.Path]));
        var plain = _output.ToString();
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync(
            ["evaluate", "--data", _folder.File("coded.csv"), .. classes, "--json", "--store", Store.Path]));

        Assert.Equal(plain.Replace("plain.csv", "coded.csv", StringComparison.Ordinal), _output.ToString());
    }

    private Task<int> RunAsync(string[] arguments) =>
        Program.RunAsync(arguments, Screen.OfText("trainer", _output, _error), TimeProvider.System);
}
