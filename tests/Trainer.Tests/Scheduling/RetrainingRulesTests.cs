using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Trainer.Scheduling;

namespace Streaming.Trainer.Tests.Scheduling;

public sealed class RetrainingRulesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 3, 0, 0, TimeSpan.Zero);
    private static readonly RetrainingRules Rules = new(500, TimeSpan.FromDays(30));

    private readonly TemporaryFolder _folder = new();

    private ModelStore Store => new(_folder.File("store"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_model_one_is_trained() =>
        Assert.Equal((true, "there is no model yet"), Rules.Decide(null, 0, Now));

    [Theory]
    [InlineData(499, 29.9, false, "only 499 of 500 labels are new, and v1 is 29.9 days old, the limit is 30")]
    [InlineData(500, 29.9, true, "500 labels are new to v1, wanted are 500")]
    [InlineData(12_345, 0, true, "12,345 labels are new to v1, wanted are 500")]
    [InlineData(0, 30, false, "only 0 of 500 labels are new, and v1 is 30.0 days old, the limit is 30")]
    [InlineData(0, 30.1, true, "v1 is 30.1 days old, the limit is 30")]
    public void A_model_is_trained_for_enough_new_labels_or_after_its_time(
        int newLabels, double age, bool isDue, string why) => Assert.Equal(
            (isDue, why), Rules.Decide(Manifest("v1", Now.AddDays(-age)), newLabels, Now));

    [Fact]
    public void No_label_at_all_is_needed_when_none_is_wanted() =>
        Assert.True((Rules with { MinimumNewLabels = 0 }).Decide(Manifest("v1", Now), 0, Now).IsDue);

    [Fact]
    public void The_latest_model_is_the_champion_or_one_refused_after_it_that_saw_the_labels()
    {
        Assert.Null(RetrainingRules.Latest(Store));

        Add("refused-before", Now.AddDays(-9), hasLabels: true);
        Add("champion", Now.AddDays(-8));
        Add("an-experiment", Now.AddDays(-1));
        Store.Promote("champion", Now);
        Assert.Equal("champion", RetrainingRules.Latest(Store)!.Version);

        Add("refused", Now.AddDays(-3), hasLabels: true);
        Assert.Equal("refused", RetrainingRules.Latest(Store)!.Version);
    }

    [Fact]
    public void A_model_that_cannot_be_read_counts_for_nothing()
    {
        Add("broken", Now, hasLabels: true);
        Store.Promote("broken", Now);
        File.WriteAllText(Path.Combine(Store.Path, "broken", ModelStore.ManifestFile), "{");

        Assert.Null(RetrainingRules.Latest(Store));
    }

    private static ModelManifest Manifest(string version, DateTimeOffset at, bool hasLabels = false) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Version = version,
        CreatedAt = at,
        Sha256 = "",
        Classes = ObjectClass.All,
        Data = new DataDescription(
            "night.csv",
            "",
            0,
            new Dictionary<string, int>(),
            new Dictionary<string, int>(),
            new Dictionary<string, int>())
        {
            Labels = hasLabels ? new LabelsDescription(1, 1, 0, at) : null,
        },
        Ensembles = [],
    };

    private void Add(string version, DateTimeOffset at, bool hasLabels = false) =>
        Store.Add(Manifest(version, at, hasLabels));
}
