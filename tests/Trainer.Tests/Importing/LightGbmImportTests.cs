using Streaming.Trainer.Importing;

namespace Streaming.Trainer.Tests.Importing;

public sealed class LightGbmImportTests : IDisposable
{
    private const string LightGbm = "--lightgbm";
    private readonly ImportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("boosting=goss num_leaves=63 learning_rate=0.2")]
    [InlineData("boosting=dart drop_rate=0.5 skip_drop=0")]
    [InlineData("bagging_fraction=0.5 bagging_freq=1 feature_fraction=0.5 lambda_l1=1 max_depth=3")]
    [InlineData("min_gain_to_split=1e9")]
    public async Task A_model_says_what_LightGBM_says(string settings)
    {
        using var model = LightGbmFixture.Train($"{LightGbmFixture.Multiclass} {settings}");
        var canary = _stage.Folder.Write("canary.csv", LightGbmFixture.Canary(model, LightGbmFixture.Rows));

        var snapshot = await _stage.ImportAsync(LightGbm, model.Text(), "--canary", canary);

        var rows = LightGbmFixture.Rows.Zip(
            model.Predict(LightGbmFixture.Rows), (row, said) => (LightGbmFixture.Observed(row), said)).ToList();
        Assert.InRange(ImportStage.LargestDifference(snapshot, rows), 0, 1e-5);
        Assert.Equal(LightGbmFixture.Names, snapshot.Manifest.Fullest().Features);
        Assert.Equal("LightGBM, imported", snapshot.Manifest.Fullest().Trainer.Name);
        Assert.Contains("canary: 3,000 rows agree", _stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_split_flips_for_features_that_are_floats()
    {
        using var model = LightGbmFixture.Train(LightGbmFixture.Multiclass);
        var snapshot = await _stage.ImportAsync(LightGbm, model.Text());
        var trees = Parse(model.Text());

        // One value of each row is the float at a threshold or next to it: where a wrong rounding shows.
        var rows = trees.Trees.SelectMany(tree => tree.Splits).SelectMany((split, i) =>
        {
            var nearest = (float)split.Threshold;
            return new[] { MathF.BitDecrement(nearest), nearest, MathF.BitIncrement(nearest) }.Select(value =>
            {
                var floats = LightGbmFixture.Rows[i % LightGbmFixture.Rows.Count].Select(one => (double)(float)one);
                return With([.. floats], split.Feature, value);
            });
        }).ToList();
        Assert.True(rows.Count > 1000);
        Assert.Contains("are not floats and were rounded down", _stage.Output, StringComparison.Ordinal);

        var said = rows.Zip(model.Predict(rows), (row, p) => (LightGbmFixture.Observed(row), p)).ToList();
        Assert.InRange(ImportStage.LargestDifference(snapshot, said), 0, 1e-6);
    }

    [Fact]
    public async Task Doubles_that_cross_a_threshold_as_floats_are_counted_and_named()
    {
        using var model = LightGbmFixture.Train(LightGbmFixture.Multiclass);

        // Just above a threshold, and rounded to the float below it.
        var row = Parse(model.Text()).Trees.Select(tree => tree.Splits[0])
            .Where(root => (float)Math.BitIncrement(root.Threshold) < root.Threshold)
            .Select(root => With(LightGbmFixture.Rows[0], root.Feature, Math.BitIncrement(root.Threshold)))
            .First(row => Differ(model, row, [.. row.Select(value => (double)(float)value)]));
        var canary = _stage.Folder.Write("canary.csv", LightGbmFixture.Canary(model, [LightGbmFixture.Rows[0], row]));

        var snapshot = await _stage.ImportAsync(LightGbm, model.Text(), "--canary", canary);

        Assert.Equal("1", snapshot.Manifest.Fullest().Trainer.Hyperparameters["CanaryRowsMovedByFloats"]);
        Assert.Contains("line 3: a feature rounded to a float", _stage.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linear_tree", "objective=multiclass num_class=3 linear_tree=true")]
    [InlineData("random forest", "objective=multiclass num_class=3 boosting=rf bagging_freq=1 bagging_fraction=0.5")]
    [InlineData("by category", "objective=multiclass num_class=3 categorical_feature=0,2,7 min_data_per_group=1")]
    [InlineData("zero_as_missing", "objective=multiclass num_class=3 zero_as_missing=true")]
    [InlineData("objective multiclassova", "objective=multiclassova num_class=3")]
    [InlineData("objective regression", "objective=regression")]
    [InlineData("objective binary", "objective=binary is_unbalance=true", true)]
    [InlineData("it has 4 classes", "objective=multiclass num_class=4")]
    public async Task What_cannot_be_had_exactly_is_refused_with_its_reason(
        string reason, string settings, bool isBinary = false)
    {
        using var model = isBinary
            ? NativeLightGbm.Train([[0], [1], [0], [1]], [0, 1, 0, 1], ["redshift"], settings, 2)
            : LightGbmFixture.Train(settings);

        Assert.Contains(reason, await _stage.RefusalAsync(LightGbm, model.Text()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no line 'end of trees'", "end of trees", "")]
    [InlineData("4 trees are not whole rounds of 3", "Tree=4", "end of trees\nTree=4")]
    [InlineData("'inf', which is not a number", "leaf_value=", "leaf_value=inf ")]
    [InlineData("leaf's value is not a finite number", "leaf_value=", "leaf_value=NaN ")]
    [InlineData("expected are", "threshold=", "threshold=1 ")]
    [InlineData("no left_child", "left_child=", "left=")]
    [InlineData("tree 0: its nodes do not form a tree", "left_child=", "left_child=0 ")]
    [InlineData("2 trees a round", "num_tree_per_iteration=3", "num_tree_per_iteration=2")]
    [InlineData("objective none", "objective=", "purpose=")]
    [InlineData("no num_class", "num_class=", "classes=")]
    [InlineData("first line is 'tree'", "tree\n", "forest\n")]
    [InlineData("asks for feature", "max_feature_idx=7", "max_feature_idx=6")]
    public async Task A_broken_file_is_refused_with_its_reason(string reason, string there, string instead)
    {
        using var model = LightGbmFixture.Train(LightGbmFixture.Multiclass, rounds: 2);
        var text = model.Text();
        var at = text.IndexOf(there, StringComparison.Ordinal);
        var broken = text[..at] + instead + text[(at + there.Length)..];
        if (instead.EndsWith(' '))
        {
            // One value in place of the first.
            var next = broken.IndexOf(' ', at + instead.Length);
            broken = reason == "expected are" ? broken : broken[..(at + instead.Length)] + broken[(next + 1)..];
        }

        string[] features = ["--features", string.Join(',', LightGbmFixture.Names)];
        Assert.Contains(
            reason, await _stage.RefusalAsync(LightGbm, broken, features), StringComparison.Ordinal);
    }

    private static bool Differ(NativeLightGbm model, double[] row, double[] other) =>
        model.Predict([row])[0].Zip(model.Predict([other])[0]).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-5);

    private static double[] With(double[] row, int feature, double value)
    {
        double[] changed = [.. row];
        changed[feature] = value;
        return changed;
    }

    private static BoostedTrees Parse(string model) =>
        LightGbmReader.Read(new ModelSource(LightGbm, "model.txt", System.Text.Encoding.UTF8.GetBytes(model)));
}
