using System.Text.RegularExpressions;

namespace Streaming.Trainer.Tests.Exploring;

public sealed partial class ExploreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Every_part_of_the_page_has_its_figures_and_needs_nothing_else()
    {
        var page = await ExploreAsync(RealCatalogue.Find() ?? _folder.Write("night.csv",
            SimulatedCatalogue.Text(5000)));

        SelfContained.Check(page);
        string[] sections =
        [
            "findings", "the-file-missing-sentinel-and-duplicate-rows", "class-balance", "statistics-of-every-feature",
            "distributions-per-class", "positions-on-the-sky", "colour-colour-diagrams",
            "colours-and-brightness-against-redshift", "mean-magnitude-per-band-and-class", "correlations",
        ];
        Assert.Equal(sections, SectionName().Matches(page).Select(match => match.Groups[1].Value));
        Assert.All(
            page.Split("<section")[1..], section => Assert.Contains("<figure", section, StringComparison.Ordinal));
        Assert.Contains("redshift separates the classes best", page, StringComparison.Ordinal);
        Assert.Contains("Median redshift: STAR ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_positions_is_explored_all_the_same()
    {
        var lines = SimulatedCatalogue.Text(500).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => string.Join(',', line.Split(',').Where((_, i) => i is not (1 or 2))));

        var page = await ExploreAsync(_folder.Write("night.csv", string.Join('\n', lines)));

        SelfContained.Check(page);
        Assert.Contains("The file has no positions", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faulty_and_repeated_rows_are_counted_and_shown()
    {
        var text = SimulatedCatalogue.Text(300);
        var page = await ExploreAsync(_folder.Write(
            "night.csv", text + "1,1,1,-9999,-9999,20,20,-9999,,STAR,0,1,1\n" + text.Split('\n')[1]
                + "\n1,1,1,,20,20,20,20,1,STAR,0,1,1\n"));

        Assert.Contains("303 rows with 13 columns; 301 can be used, 2 cannot.", page, StringComparison.Ordinal);
        Assert.Contains("<tr><td>u</td><td>u</td><td>300</td></tr>", page, StringComparison.Ordinal);
        Assert.Contains("<td>too_few_bands</td><td>1</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>duplicate</td><td>1</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>run_ID</td><td></td><td></td><td>1</td><td>0</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>u</td><td>u</td><td></td><td>1</td><td>1</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_class_is_no_reason_to_fail()
    {
        var lines = SimulatedCatalogue.Text(500).Split('\n')
            .Where(line => !line.Contains("QSO") && !line.Contains("GALAXY"));

        SelfContained.Check(await ExploreAsync(_folder.Write("stars.csv", string.Join('\n', lines))));
    }

    [Theory]
    [InlineData("g,r,i,z", "g − r")]
    [InlineData("g,r,z", "r − z")]
    [InlineData("u,g,r,i,z", "i − z")]
    public async Task Bands_that_the_file_has_are_explored_and_the_others_left_out(string bands, string colour)
    {
        var names = bands.Split(',');
        var file = _folder.Write("bands.csv", SimulatedCatalogue.WithColumns(
            SimulatedCatalogue.Text(800), ["alpha", "delta", .. names, "class"]));

        var page = await ExploreAsync(file);

        SelfContained.Check(page);
        Assert.Contains(colour, page, StringComparison.Ordinal);
        Assert.Equal(names.Contains("u"), page.Contains("u − g", StringComparison.Ordinal));
        Assert.Contains("Left out: no object of the file has a redshift.", page, StringComparison.Ordinal);
        Assert.Contains("800 can be used, 0 cannot", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_profile_columns_and_photometry_are_said()
    {
        var text = SimulatedCatalogue.WithColumns(SimulatedCatalogue.Text(300), "u", "g", "r", "i", "z", "class")
            .Replace(
                "u,g,r,i,z,class",
                "modelMag_u,modelMag_g,modelMag_r,modelMag_i,modelMag_z,what",
                StringComparison.Ordinal)
            .Replace("GALAXY", "3", StringComparison.Ordinal).Replace("STAR", "6", StringComparison.Ordinal);

        var page = await ExploreAsync(
            _folder.Write("night.csv", text), "--map", "class=what", "--classes", "GALAXY=3,STAR=6");

        Assert.Contains("night.csv is CSV, read by the profile sdss (SDSS: ", page, StringComparison.Ordinal);
        Assert.Contains("model magnitudes of SDSS, AB, not corrected for extinction", page, StringComparison.Ordinal);
        Assert.Contains("read as sdss: u = modelMag_u", page, StringComparison.Ordinal);
        Assert.Contains("<tr><td>u</td><td>modelMag_u</td><td>300</td></tr>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redshift_of_some_objects_is_shown_of_those()
    {
        var lines = SimulatedCatalogue.Text(600).Split('\n').Select(line =>
            line.Contains("STAR", StringComparison.Ordinal)
            ? string.Join(',', line.Split(',').Select((cell, i) => i == 10 ? "" : cell))
            : line);

        var page = await ExploreAsync(_folder.Write("night.csv", string.Join('\n', lines)));

        Assert.Contains("Median redshift: GALAXY ", page, StringComparison.Ordinal);
        Assert.Contains("600 can be used, 0 cannot", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(200));
        var occupied = _folder.Write("occupied", "a file, not a folder");

        Assert.Equal(ExitCode.Failure, await RunAsync(["explore", "--data", data, "--out", occupied]));

        Assert.Contains($"--out {occupied}: cannot be written", _error.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> ExploreAsync(string file, params string[] more)
    {
        var output = _folder.File("report");
        Assert.Equal(0, await RunAsync(["explore", "--data", file, "--out", output, .. more]));
        Assert.Empty(_error.ToString());
        return File.ReadAllText(Path.Combine(output, "index.html"));
    }

    private Task<int> RunAsync(string[] arguments) =>
        Program.RunAsync(arguments, Screen.OfText("trainer", _output, _error), TimeProvider.System);

    [GeneratedRegex("<section id=\"([^\"]+)\"")]
    private static partial Regex SectionName();
}
