using System.Diagnostics;
using System.Text.Json;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Tuning;

namespace Streaming.Trainer.Tests.Tuning;

public sealed class TuneCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private string Night => _folder.File("night.csv");

    public TuneCommandTests() => _folder.Write("night.csv", SimulatedCatalogue.Text(700));

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_search_that_is_taken_up_again_is_the_search_that_was_never_left()
    {
        Assert.Equal(0, await RunAsync("tune", "--data", Night, "--trials", "2", "--out", _folder.File("a.json")));
        Assert.Equal(0, await RunAsync("tune", "--data", Night, "--trials", "4", "--out", _folder.File("a.json")));
        Assert.Equal(0, await RunAsync("tune", "--data", Night, "--trials", "4", "--out", _folder.File("b.json")));

        var (resumed, whole) = (Trials("a.trials.jsonl"), Trials("b.trials.jsonl"));
        Assert.Equal(4, whole.Count);
        Assert.Equal(whole.Select(one => one.Point), resumed.Select(one => one.Point));
        Assert.Equal(whole.Select(one => one.Loss), resumed.Select(one => one.Loss));
        Assert.Equal(whole.Select(one => one.Rounds), resumed.Select(one => one.Rounds));
        Assert.Equal(File.ReadAllText(_folder.File("a.json")), File.ReadAllText(_folder.File("b.json")));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task What_it_writes_is_what_train_uses()
    {
        var settings = _folder.File("tuning.json");
        Assert.Equal(0, await RunAsync("tune", "--data", Night, "--trials", "1", "--out", settings, "--hold-out"));
        Assert.Contains("hold-out of night.csv", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"trainer train --settings {settings}", _output.ToString(), StringComparison.Ordinal);

        var folds = _folder.File("folds.csv");
        Assert.Equal(0, await RunAsync("cross-validate", "--data", Night, "--settings", settings, "--out", folds));
        Assert.Contains(
            FormattableString.Invariant($"folds of {Trials("tuning.trials.jsonl")[0].MeanRounds} rounds"),
            _output.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_keeps_every_finished_trial()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Streaming.Trainer.dll"), "tune", "--data", Night, "--trials",
                "1000", "--out", _folder.File("tuning.json"),
            },
        };
        using var process = Process.Start(start)!;
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("trial   2", StringComparison.Ordinal))
            {
                using var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]);
            }
        }

        var complaint = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var told = lines.Count(line => line.StartsWith("trial ", StringComparison.Ordinal));
        Assert.InRange(told, 2, 999);
        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.Contains("stopped; ", complaint, StringComparison.Ordinal);
        Assert.Equal(told, Trials("tuning.trials.jsonl").Count);
        Assert.True(File.Exists(_folder.File("tuning.json")));
    }

    [Fact]
    public async Task Time_that_is_up_ends_it_as_if_it_had_been_planned()
    {
        Assert.Equal(0, await RunAsync(
            "tune", "--data", Night, "--trials", "1000", "--timeout", "0.02", "--out", _folder.File("tuning.json")));

        Assert.Contains("time is up; ", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Other_data_does_not_go_on_with_a_journal()
    {
        var settings = _folder.File("tuning.json");
        Assert.Equal(0, await RunAsync("tune", "--data", Night, "--trials", "1", "--out", settings));
        var other = _folder.Write("other.csv", SimulatedCatalogue.Text(700, seed: 6));

        Assert.Equal(
            ExitCode.Failure, await RunAsync("tune", "--data", other, "--trials", "1", "--out", settings));

        Assert.Contains("its trials are of other data", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_that_is_worse_than_the_limit_is_given_up_after_two_folds()
    {
        var data = CatalogueReader.Read([Night], TestContext.Current.CancellationToken).Part(DataPart.Training);
        var point = SearchSpace.Defaults(InputSet.Spectroscopic);
        var run = new TrialRun(data, SearchSpace.At(point, 1, InputSet.Spectroscopic), _ => { });

        var trial = run.Run(1, point, limit: 0, TestContext.Current.CancellationToken);

        Assert.True(trial.Pruned);
        Assert.Equal(TrialRun.EarlyFolds, trial.Rounds.Length);
        Assert.Equal(trial.EarlyLoss, trial.Loss);
    }

    private Task<int> RunAsync(params string[] arguments) =>
        Program.RunAsync(arguments, Screen.OfText("trainer", _output, _error), TimeProvider.System);

    private List<Trial> Trials(string name)
    {
        var header = JsonSerializer.Deserialize<JournalHeader>(
            File.ReadLines(_folder.File(name)).First(), JsonSerializerOptions.Web)!;
        using var journal = Journal.Open(_folder.File(name), header);
        return [.. journal.Trials];
    }
}
