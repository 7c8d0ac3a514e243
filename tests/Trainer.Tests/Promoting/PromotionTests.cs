using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Messaging;
using Streaming.Trainer.Promoting;

namespace Streaming.Trainer.Tests.Promoting;

public sealed class PromotionTests : IClassFixture<TrainedModels>, IDisposable
{
    // What is measured here is the decision: the speed of two runs on a busy machine is no part of it.
    private static readonly GateMargins Margins = new() { Slowdown = 1000 };
    private const string Spectroscopic = "u g r i z redshift";
    private static readonly Decider Ada = new("Ada", "she likes it");

    private readonly TrainedModels _models;
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly ModelStore _store;
    private readonly Promotion _promotion;

    public PromotionTests(TrainedModels models)
    {
        _models = models;
        _store = new ModelStore(_folder.Path);
        var screen = Screen.OfText("trainer", _output, _error);
        _promotion = new Promotion(
            _store,
            new ModelAnnouncement(null, screen, TimeProvider.System),
            TimeSpan.Zero,
            screen,
            TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task The_first_model_is_promoted_and_the_history_says_by_whom_and_why()
    {
        AddFair("a");

        var verdict = await ChallengeAsync("a");

        Assert.True(verdict.IsPromoted);
        var champion = _store.ReadChampion()!;
        Assert.Equal("a", champion.Version);
        var change = Assert.Single(_store.ReadHistory());
        Assert.Equivalent(champion.Change, change, strict: true);
        Assert.Equal(
            (1, ChangeKind.Promoted, "Ada", "a", null, "a", "she likes it"),
            (change.Number, change.Kind, change.By, change.Model, change.From, change.To, change.Why));
        Assert.Null(change.Figures!.Champion);
        Assert.Equal(_models.Fair.Fullest().HoldOut!.MacroF1, change.Figures.Challenger[MetricNames.MacroF1], 1e-9);
        Assert.Equal(Spectroscopic, change.Figures.Inputs);
        var (inputs, macroF1) = Assert.Single(change.Figures.MacroF1BySet!);
        Assert.Equal((Spectroscopic, null), (inputs, macroF1.Champion));
        Assert.Equal(_models.Fair.Fullest().HoldOut!.MacroF1, macroF1.Challenger!.Value, 1e-5);
    }

    [Fact]
    public async Task An_equally_good_challenger_replaces_the_champion()
    {
        AddFair("a", "b");
        await ChallengeAsync("a");

        var verdict = await ChallengeAsync("b");

        Assert.True(verdict.IsPromoted);
        Assert.Equal(("b", "a"), (_store.ReadChampion()!.Version, _store.ReadChampion()!.Previous.Single()));
        var figures = _store.ReadHistory()[^1].Figures!;
        Assert.Equal(new FigureDifference(0, 0, 0), figures.Differences[MetricNames.MacroF1]);
        Assert.True(figures.Challenger["slowdown"] > 0);
    }

    [Fact]
    public async Task A_worse_challenger_is_refused_with_every_reason_and_stays_in_the_store()
    {
        AddFair("a");
        AddWeak("b");
        await ChallengeAsync("a");

        var verdict = await ChallengeAsync("b");

        Assert.False(verdict.IsPromoted);
        Assert.Contains(
            verdict.Reasons,
            reason => reason.StartsWith($"{Spectroscopic}: macro-F1 ", StringComparison.Ordinal));
        Assert.Contains(
            verdict.Reasons,
            reason => reason.StartsWith($"{Spectroscopic}: QSO recall ", StringComparison.Ordinal));
        Assert.Equal("a", _store.ReadChampion()!.Version);
        Assert.Equal(["a", "b"], _store.Versions());
        var refusal = _store.ReadHistory()[^1];
        Assert.Equal(
            (ChangeKind.Refused, "b", "a", "a"), (refusal.Kind, refusal.Model, refusal.From, refusal.To));
        Assert.Equal(verdict.Reasons, refusal.Reasons);
        Assert.True(refusal.Figures!.Differences[MetricNames.MacroF1].High < 0);
        var listed = ListedModel.Of(_store);
        Assert.Equal([ModelState.Champion, ModelState.Refused], listed.Select(model => model.State));
        Assert.Equal(verdict.Reasons, listed[1].Reasons);
    }

    [Fact]
    public async Task Wider_margins_let_a_worse_challenger_pass()
    {
        AddFair("a");
        AddWeak("b");
        await ChallengeAsync("a");

        var verdict = await _promotion.ChallengeAsync(
            "b",
            _models.Data,
            new GateMargins
            {
                MacroF1 = 1,
                QsoRecall = 1,
                CalibrationError = 1,
                LargestCalibrationError = 1,
                SmallestMacroF1 = 0,
                Slowdown = 1000,
            },
            Ada,
            Token);

        Assert.True(verdict.IsPromoted);
    }

    [Fact]
    public async Task A_challenger_that_is_only_worse_calibrated_is_refused_for_that()
    {
        AddFair("a");
        _store.Add(
            Changed("b", one => one with { Temperature = 6, Canary = Scaled(one.Canary, 6 / one.Temperature) }),
            _models.FairFile);
        await ChallengeAsync("a");

        var verdict = await ChallengeAsync("b");

        Assert.NotEmpty(verdict.Reasons);
        Assert.All(
            verdict.Reasons,
            reason => Assert.StartsWith($"{Spectroscopic}: calibration error", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_challenger_that_fails_its_canary_is_refused_even_by_force()
    {
        _store.Add(Changed("b", one => one with { Canary = Scaled(one.Canary, 1.1) }), _models.FairFile);

        var verdict = await _promotion.PromoteAsync("b", Ada, Token);

        Assert.Contains("canary row 0 is off", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
        Assert.Null(_store.ReadChampion());
        Assert.Equal(ChangeKind.Refused, Assert.Single(_store.ReadHistory()).Kind);
    }

    [Fact]
    public async Task A_champion_that_no_worker_can_load_does_not_keep_a_good_model_out()
    {
        AddFair("a", "b");
        await ChallengeAsync("a");
        File.WriteAllText(_folder.File($"a/{_models.Fair.Fullest().File}"), "broken");

        var verdict = await ChallengeAsync("b");

        Assert.True(verdict.IsPromoted);
        Assert.Contains("warning: the champion cannot be used", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imported_model_is_judged_on_data_and_not_by_figures_that_it_does_not_have()
    {
        AddFair("a");
        await ChallengeAsync("a");
        _store.Add(Changed("b", one => one with { HoldOut = null }) with { Data = null }, _models.FairFile);

        var fault = await Assert.ThrowsAsync<FailureException>(
            () => _promotion.ChallengeByRecordAsync("b", Margins, Ada, Token));
        Assert.Contains("give --data", fault.Message, StringComparison.Ordinal);
        Assert.Single(_store.ReadHistory());

        Assert.True((await ChallengeAsync("b")).IsPromoted);
    }

    [Fact]
    public async Task Figures_recorded_on_the_same_data_decide_without_it()
    {
        AddFair("a", "c");
        AddWeak("b");
        await ChallengeAsync("a");

        Assert.False((await _promotion.ChallengeByRecordAsync("b", Margins, Ada, Token)).IsPromoted);
        Assert.True((await _promotion.ChallengeByRecordAsync("c", Margins, Ada, Token)).IsPromoted);
    }

    [Fact]
    public async Task A_challenger_that_lacks_a_set_is_refused_and_the_set_is_named()
    {
        AddComplete("a");
        AddFair("b");
        await ChallengeAsync("a");

        var verdict = await ChallengeAsync("b");

        Assert.Equal(
            ["u g r i z: the champion answers such observations, the challenger has no ensemble for them"],
            verdict.Reasons);
        Assert.Equal("a", _store.ReadChampion()!.Version);
        var sets = _store.ReadHistory()[^1].Figures!.MacroF1BySet!;
        Assert.Equal([Spectroscopic, "u g r i z"], sets.Keys);
        Assert.Equal(sets[Spectroscopic].Champion, sets[Spectroscopic].Challenger);
        Assert.Null(sets["u g r i z"].Challenger);
        Assert.NotNull(sets["u g r i z"].Champion);
        Assert.Contains("macro-F1, by inputs", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_set_that_is_worse_decides_and_is_named()
    {
        AddComplete("a");
        var photometric = _models.Complete.Ensembles[1];
        _store.Add(
            _models.Complete with
            {
                Version = "b",
                Ensembles =
                [
                    _models.Fair.Fullest(),
                    photometric with
                    {
                        Temperature = 8,
                        Canary = Scaled(photometric.Canary, 8 / photometric.Temperature),
                    },
                ],
            },
            _models.CompleteFiles);
        await ChallengeAsync("a");

        var verdict = await ChallengeAsync("b");

        Assert.NotEmpty(verdict.Reasons);
        Assert.All(
            verdict.Reasons,
            reason => Assert.StartsWith("u g r i z: calibration error", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_champion_of_the_former_format_is_challenged_on_the_set_that_it_answers()
    {
        FormerPackage.CopyTo(_store);
        AddComplete("b");
        Assert.True((await ChallengeAsync(FormerPackage.Version)).IsPromoted);

        var verdict = await ChallengeAsync("b");

        Assert.True(verdict.IsPromoted, string.Join('\n', verdict.Reasons));
        var figures = _store.ReadHistory()[^1].Figures!;
        var champion = Assert.Single(figures.MacroF1BySet!, set => set.Value.Champion is not null);
        Assert.Equal(Spectroscopic, champion.Key);
        Assert.Equal(2, figures.MacroF1BySet!.Count);
        Assert.All(figures.MacroF1BySet.Values, set => Assert.NotNull(set.Challenger));
        Assert.NotEmpty(figures.Differences);
        Assert.True(figures.Challenger["slowdown"] > 0);
        Assert.Equal(FormerPackage.Version, (await _promotion.RollBackAsync(null, Ada, Token)).Version);
    }

    [Fact]
    public async Task A_challenger_of_the_former_format_is_refused_for_what_it_cannot_answer()
    {
        AddComplete("a");
        FormerPackage.CopyTo(_store);
        await ChallengeAsync("a");

        var verdict = await ChallengeAsync(FormerPackage.Version);

        Assert.Contains(
            "u g r i z: the champion answers such observations, the challenger has no ensemble for them",
            verdict.Reasons);
    }

    [Fact]
    public async Task Rolling_back_twice_goes_back_further_and_then_there_is_nothing_left()
    {
        AddFair("a", "b", "c");
        foreach (var version in (string[])["a", "b", "c"])
        {
            await _promotion.PromoteAsync(version, Ada, Token);
        }

        Assert.Equal("b", (await _promotion.RollBackAsync(null, Ada, Token)).Version);
        Assert.Equal("a", (await _promotion.RollBackAsync(null, Ada, Token)).Version);
        var fault = await Assert.ThrowsAsync<FailureException>(() => _promotion.RollBackAsync(null, Ada, Token));

        Assert.Contains("no champion before a", fault.Message, StringComparison.Ordinal);
        Assert.Equal(
            [("b", "c"), ("a", "b")],
            _store.ReadHistory()
                .Where(change => change.Kind == ChangeKind.RolledBack)
                .Select(change => (change.To, change.From)));
    }

    [Fact]
    public async Task Rolling_back_passes_over_a_champion_that_was_removed_and_takes_the_one_that_is_named()
    {
        AddFair("a", "b", "c", "d");
        foreach (var version in (string[])["a", "b", "c", "d"])
        {
            await _promotion.PromoteAsync(version, Ada, Token);
        }

        Directory.Delete(_folder.File("c"), recursive: true);

        Assert.Equal("b", (await _promotion.RollBackAsync(null, Ada, Token)).Version);
        await Assert.ThrowsAsync<ModelException>(() => _promotion.RollBackAsync("d", Ada, Token));
        Assert.Equal("a", (await _promotion.RollBackAsync("a", Ada, Token)).Version);
    }

    private Task<Verdict> ChallengeAsync(string version) =>
        _promotion.ChallengeAsync(version, _models.Data, Margins, Ada, Token);

    private void AddFair(params string[] versions)
    {
        foreach (var version in versions)
        {
            _store.Add(_models.Fair with { Version = version }, _models.FairFile);
        }
    }

    private void AddComplete(string version) =>
        _store.Add(_models.Complete with { Version = version }, _models.CompleteFiles);

    private ModelManifest Changed(string version, Func<EnsembleManifest, EnsembleManifest> change) =>
        _models.Fair with { Version = version, Ensembles = [change(_models.Fair.Fullest())] };

    private void AddWeak(string version) => _store.Add(_models.Weak with { Version = version }, _models.WeakFile);

    private static List<CanaryRow> Scaled(IEnumerable<CanaryRow> canary, double temperature) =>
    [
        .. canary.Select(row => row with
        {
            Probabilities =
            [
                .. TemperatureScale.Apply([.. row.Probabilities.Select(one => (float)one)], temperature)
                    .Select(one => (double)one),
            ],
        }),
    ];
}
