using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Trainer.Promoting;

namespace Streaming.Trainer.Tests.Promoting;

public sealed class PromotionCommandTests : IClassFixture<TrainedModels>, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TrainedModels _models;
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly ModelStore _store;

    public PromotionCommandTests(TrainedModels models)
    {
        _models = models;
        _store = new ModelStore(_folder.File("store"));
        _store.Add(models.Weak with { Version = "weak", CreatedAt = Now.AddDays(-1) }, models.WeakFile);
        foreach (var (index, version) in ((string[])["a", "b", "c", "d", "e", "f"]).Index())
        {
            _store.Add(models.Fair with { Version = version, CreatedAt = Now.AddDays(index) }, models.FairFile);
        }

        _store.Promote("a", Now);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_refused_challenger_has_an_exit_code_of_its_own_and_is_listed_with_its_reason()
    {
        var data = _folder.Write("night.csv", _models.Text);

        var exit = await RunAsync("promote", "weak", "--data", data, "--by", "Ada", "--max-slowdown", "1000");

        Assert.Equal(Verdict.RefusedExitCode, exit);
        Assert.Contains("refused: weak stays in the store, champion stays a", Output(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("models"));
        Assert.Matches(@"weak +2026-01-31 00:00 +refused .*u g r i z redshift: macro-F1 .* below the champion's", Output());
        Assert.Equal(0, await RunAsync("history"));
        Assert.Matches(@"2 +\S+ \S+ +Ada +refused weak +a +u g r i z redshift: macro-F1", Output());
        Assert.Equal("a", _store.ReadChampion()!.Version);
    }

    [Fact]
    public async Task Listings_are_given_as_json_too()
    {
        await RunAsync("promote", "b", "--max-slowdown", "1000");
        Output();

        Assert.Equal(0, await RunAsync("models", "--json"));
        var models = JsonDocument.Parse(Output()).RootElement.EnumerateArray().ToList();
        Assert.Equal(
            ["previous", "champion", "none"], models.Take(3).Select(model => model.GetProperty("state").GetString()));

        Assert.Equal(0, await RunAsync("history", "--json"));
        var changes = JsonDocument.Parse(Output()).RootElement.EnumerateArray().ToList();
        Assert.Equal(["a", "b"], changes.Select(change => change.GetProperty("to").GetString()));
        Assert.Equal("promoted", changes[1].GetProperty("kind").GetString());
        Assert.True(changes[1].GetProperty("figures").GetProperty("challenger").GetProperty("macroF1").GetDouble() > 0);
    }

    [Fact]
    public async Task Force_promotes_a_worse_model_and_the_history_keeps_the_reason()
    {
        Assert.Equal(0, await RunAsync("promote", "weak", "--force", "--why", "a demonstration"));

        Assert.Equal("weak", _store.ReadChampion()!.Version);
        Assert.Equal("a demonstration", _store.ReadHistory()[^1].Why);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--force needs --why", "promote", "b", "--force")]
    [InlineData(ExitCode.Usage, "--macro-f1-margin is 2, allowed are 0 to 1", "promote", "b", "--macro-f1-margin", "2")]
    [InlineData(ExitCode.Usage, "--keep is -1, allowed are 0", "prune", "--keep", "-1")]
    [InlineData(ExitCode.Failure, "there is no champion before a to go back to", "rollback")]
    [InlineData(ExitCode.Failure, "'b' is not among the champions before", "rollback", "b")]
    [InlineData(ExitCode.Failure, "has no model 'x'", "promote", "x")]
    public async Task A_change_that_cannot_be_made_is_one_line(int exit, string why, params string[] arguments)
    {
        Assert.Equal(exit, await RunAsync(arguments));

        var line = Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.Equal("a", _store.ReadChampion()!.Version);
    }

    [Fact]
    public async Task Pruning_keeps_the_champion_those_before_it_and_the_newest()
    {
        foreach (var version in (string[])["b", "weak", "c", "d"])
        {
            _store.Promote(version, Now);
        }

        Assert.Equal(0, await RunAsync("prune", "--keep", "1", "--dry-run"));
        Assert.Equal(["a would be removed", "e would be removed"], Lines());
        Assert.Equal(7, _store.Versions().Count);

        Assert.Equal(0, await RunAsync("prune", "--keep", "1", "--by", "Ada"));
        Assert.Equal(["a removed", "e removed"], Lines());
        Assert.Equal(["b", "c", "d", "f", "weak"], _store.Versions());
        Assert.Equal(
            [(ChangeKind.Pruned, "a", "Ada"), (ChangeKind.Pruned, "e", "Ada")],
            _store.ReadHistory().TakeLast(2).Select(change => (change.Kind, change.Model, change.By)));

        Assert.Equal(0, await RunAsync("prune", "--keep", "1"));
        Assert.Equal(["there is nothing to remove"], Lines());
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_a_warning_and_the_promotion_stands()
    {
        // Nothing listens on port 1.
        var exit = await RunAsync(
            "promote", "b", "--max-slowdown", "1000", "--broker", "amqp://guest:guest@127.0.0.1:1/");

        Assert.Equal(0, exit);
        Assert.StartsWith("trainer: warning: 127.0.0.1 could not be told", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("guest", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("b", _store.ReadChampion()!.Version);
    }

    private Task<int> RunAsync(params string[] arguments) => Program.RunAsync(
        [.. arguments, "--store", _store.Path], Screen.OfText("trainer", _output, _error), TimeProvider.System);

    private string Output()
    {
        var text = _output.ToString();
        _output.GetStringBuilder().Clear();
        return text;
    }

    private string[] Lines() => Output().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
