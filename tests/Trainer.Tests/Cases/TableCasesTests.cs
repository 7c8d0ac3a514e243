using Streaming.Catalogues.Tests.Cases;

namespace Streaming.Trainer.Tests.Cases;

/// <summary>The trainer reads every shape of table that people have, or says in one line why it does not.</summary>
public sealed class TableCasesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public static TheoryData<string> Names => [.. CaseFiles.All.Select(one => one.Name)];

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Explore_makes_a_report_or_says_what_is_wrong(string name)
    {
        var file = CaseFiles.Of(name);

        var exit = await RunAsync("explore", name, "--out", _folder.File("report"));

        if (file.FaultOf(needsClasses: true) is { } fault)
        {
            Assert.Equal(ExitCode.Failure, exit);
            Assert.Contains(fault, OneLine(), StringComparison.Ordinal);
            return;
        }

        Assert.Empty(_error.ToString());
        Assert.Equal(ExitCode.Success, exit);
        Assert.Contains($"{name}: {file.Rows} rows, 0 dropped", _output.ToString(), StringComparison.Ordinal);
        SelfContained.Check(File.ReadAllText(_folder.File("report/index.html")));
    }

    [Theory]
    [InlineData("band-or-redshift.csv", "z is the redshift")]
    [InlineData("lsst-flux.csv", "no column 'class' (accepted: class, label)")]
    [InlineData("band-or-redshift-both.csv", "--map z=modelMag_z decides")]
    [InlineData("class-beside-label.csv", "--map class=label decides")]
    public async Task What_was_decided_and_what_decides_is_said(string name, string said)
    {
        await RunAsync("explore", name, "--out", _folder.File("report"));

        Assert.Contains(said, _output.ToString() + _error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nanomaggies.csv", "--map", "BAND=BAND:nanomaggy")]
    [InlineData("classes-codes.csv", "--classes", "GALAXY=0,STAR=1,QSO=2")]
    [InlineData("class-beside-label.csv", "--map", "class=label")]
    [InlineData("band-or-redshift-both.csv", "--map", "z=modelMag_z")]
    public async Task What_the_message_asks_for_makes_the_file_readable(string name, string option, string value)
    {
        Assert.Equal(ExitCode.Success, await RunAsync("explore", name, "--out", _folder.File("report"), option, value));

        Assert.Contains($"{name}: 60 rows, 0 dropped", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "one-row.csv", "of each class 20 are needed for training, there are STAR 0, GALAXY ")]
    [InlineData("train", "one-row.csv", "and 1 in the hold-out")]
    [InlineData("tune", "thirty.csv", "of each class 20 training rows are needed, spread over 5 folds; there are ")]
    public async Task Too_few_rows_are_counted_beside_how_many_it_takes(string command, string name, string said)
    {
        string[] place = command == "train"
            ? ["--store", _folder.File("store")]
            : ["--out", _folder.File("tuning.json")];

        Assert.Equal(ExitCode.Failure, await RunAsync(command, name, place));

        Assert.Contains(said, OneLine(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(string command, string name, params string[] more) => Program.RunAsync(
        [command, "--data", Path.Combine(CaseFiles.Folder, name), .. more],
        Screen.OfText("trainer", _output, _error),
        TimeProvider.System);

    private string OneLine() => Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
