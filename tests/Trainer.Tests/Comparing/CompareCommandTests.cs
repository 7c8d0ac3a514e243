using System.Globalization;
using Streaming.Trainer.Comparing;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Tests.Comparing;

public sealed class CompareCommandTests : IDisposable
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
    public async Task Every_kind_of_model_is_measured_on_every_fold()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(1500));
        var output = _folder.File("comparison");

        Assert.Equal(0, await RunAsync("compare", "--data", data, "--out", output, "--iterations", "30"));

        Assert.Empty(_error.ToString());
        var lines = File.ReadAllLines(Path.Combine(output, "folds.csv"));
        Assert.Equal(1 + 6 * ObjectKey.Folds, lines.Length);
        var header = lines[0].Split(',');
        var figures = lines.Skip(1).Select(line => line.Split('"')).ToLookup(
            parts => parts[1],
            parts => parts[2].Split(',').Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());
        Assert.Equal(6, figures.Count);

        // Every kind that learns is far better than the one that does not.
        foreach (var name in figures.Select(one => one.Key).Where(name => name != "most frequent class"))
        {
            Assert.True(Mean(name, "macro_f1") > 0.8, $"{name}: macro-F1 {Mean(name, "macro_f1")}");
            Assert.True(Mean(name, "log_loss") < 0.5, $"{name}: log loss {Mean(name, "log_loss")}");
            Assert.InRange(Mean(name, "auc_ovo_weighted"), 0.95, 1);
        }

        Assert.Equal(0.5, Mean("most frequent class", "auc_ovo_weighted"), 1e-9);
        Assert.InRange(Mean("most frequent class", "macro_f1"), 0.1, 0.3);

        var page = File.ReadAllText(Path.Combine(output, "index.html"));
        Assert.Contains("<td>LightGBM</td>", page, StringComparison.Ordinal);
        Assert.Equal(4 * 5 * ObjectKey.Folds, page.Split("<circle").Length - 1);
        Assert.Contains("LightGBM", _output.ToString(), StringComparison.Ordinal);

        double Mean(string name, string column) =>
            figures[name].Average(row => row[Array.IndexOf(header, column) - 1]);
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("explore")]
    public async Task A_folder_that_cannot_be_made_is_named_before_the_work(string command)
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(300));
        var place = Path.Combine(data, "report");

        Assert.Equal(ExitCode.Failure, await RunAsync(command, "--data", data, "--out", place));

        Assert.StartsWith($"trainer: --out {place}: cannot be written: ", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Of_very_many_rows_some_are_compared_and_that_is_said()
    {
        // One class after the other: the first rows of the file would not do.
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(
            1500, order: lines => lines.OrderBy(line => line.Contains("QSO", StringComparison.Ordinal))));
        var output = _folder.File("comparison");

        Assert.Equal(
            0,
            await RunAsync(
                "compare", "--data", data, "--out", output, "--iterations", "5", "--most-rows", "400"));

        Assert.Empty(_error.ToString());
        Assert.Matches("^400 of 1,[23][0-9]{2} training rows are compared", LineWith("are compared"));
        Assert.Contains("400 training rows", File.ReadAllText(Path.Combine(output, "index.html")), StringComparison.Ordinal);
        string LineWith(string words) =>
            _output.ToString().Split('\n').Single(line => line.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_few_rows_of_a_class_are_named()
    {
        var data = _folder.Write("night.csv", SimulatedCatalogue.Text(
            300, order: lines => lines.Where(line => !line.Contains("QSO", StringComparison.Ordinal))));

        Assert.Equal(ExitCode.Failure, await RunAsync("compare", "--data", data));

        Assert.Contains("fewer than 5 training rows are of class QSO", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_have_the_same_share_of_each_class_whatever_the_order_of_the_rows()
    {
        var rows = CatalogueReader.Read(
            [_folder.Write("night.csv", SimulatedCatalogue.Text(997))], TestContext.Current.CancellationToken).Rows;
        var folds = StratifiedFolds.Of(rows);

        foreach (var name in rows.Select(row => row.Class).Distinct())
        {
            var counts = Enumerable.Range(0, ObjectKey.Folds)
                .Select(fold => rows.Zip(folds).Count(pair => pair.First.Class == name && pair.Second == fold)).ToList();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }

        Assert.Equal(folds.Reverse(), StratifiedFolds.Of([.. rows.Reverse()]));
    }

    private Task<int> RunAsync(params string[] arguments) =>
        Program.RunAsync(arguments, Screen.OfText("trainer", _output, _error), TimeProvider.System);
}
