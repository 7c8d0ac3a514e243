using System.Text.Json.Nodes;

namespace Streaming.Trainer.Tests.Importing;

public sealed class XgboostRefusalTests : IDisposable
{
    private const string Xgboost = "--xgboost";
    private readonly ImportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("booster dart", "learner.gradient_booster.name", "\"dart\"")]
    [InlineData("booster dart", "learner.gradient_booster.model.weight_drop", "[1.0]")]
    [InlineData("booster gblinear", "learner.gradient_booster.name", "\"gblinear\"")]
    [InlineData(
        "num_parallel_tree is 4",
        "learner.gradient_booster.model.gbtree_model_param.num_parallel_tree", "\"4\"")]
    [InlineData("categories", "learner.gradient_booster.model.cats", "{\"enc\": [{}]}")]
    [InlineData("is of class 0", "learner.gradient_booster.model.tree_info.1", "0")]
    [InlineData("tree_info has 1", "learner.gradient_booster.model.tree_info", "[0]")]
    [InlineData("objective binary:logistic", "learner.objective.name", "\"binary:logistic\"")]
    [InlineData("it has 4 classes", "learner.learner_model_param.num_class", "\"4\"")]
    [InlineData("asks for feature 7, the model has 7", "learner.learner_model_param.num_feature", "\"7\"")]
    [InlineData("2 values for 3 classes", "learner.learner_model_param.base_score", "\"[1,2]\"")]
    [InlineData("not a finite number", "learner.learner_model_param.base_score", "\"NaN\"")]
    [InlineData("best_iteration asks for 200 rounds, the file has 124", "learner.attributes.best_iteration", "\"199\"")]
    [InlineData("no 'version'", "version", null)]
    [InlineData("no 'learner'", "learner", null)]
    [InlineData("no 'split_conditions'", "learner.gradient_booster.model.trees.0.split_conditions", null)]
    [InlineData("by category", "learner.gradient_booster.model.trees.0.split_type.2", "1")]
    [InlineData("by category", "learner.gradient_booster.model.trees.0.categories_nodes", "[2]")]
    [InlineData("multi_output_tree", "learner.gradient_booster.model.trees.0.tree_param.size_leaf_vector", "\"3\"")]
    [InlineData("not of one length", "learner.gradient_booster.model.trees.0.left_children", "[1]")]
    [InlineData("do not form a tree", "learner.gradient_booster.model.trees.0.left_children.0", "99")]
    [InlineData("do not form a tree", "learner.gradient_booster.model.trees.0.left_children.2", "0")]
    [InlineData("asks for feature 8", "learner.gradient_booster.model.trees.0.split_indices.0", "8")]
    [InlineData("not a finite number", "learner.gradient_booster.model.trees.0.split_conditions.3", "1e99")]
    [InlineData("scores reach", "learner.gradient_booster.model.trees.0.split_conditions.3", "-800")]
    [InlineData("is not a whole number", "learner.gradient_booster.model.trees.0.left_children.0", "\"one\"")]
    public async Task What_cannot_be_had_exactly_is_refused_with_its_reason(string reason, string place, string? value)
    {
        var model = XgboostFixture.Model();
        Set(model, place.Split('.'), value is null ? null : JsonNode.Parse(value));

        Assert.Contains(
            reason, await _stage.RefusalAsync(Xgboost, model.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"learner\":{\"attributes\":{", "cut off")]
    [InlineData("{\"learner\": NaN}", "not finite, at byte 12")]
    [InlineData("{\"learner\": -Infinity}", "not finite")]
    [InlineData("{\"nodeid\": 0}", "no 'learner' in the file")]
    [InlineData("{\"learner\": {\"objective\": {\"name\": \"\\ud800\"}}}", "a text in it is not Unicode")]
    [InlineData("{\"learner\": {\"objective\": {\"name\": \"a\\nb\\u2028c\"}}}", "objective a b c: only")]
    [InlineData("{\"learner\": {\"objective\": {\"name\":\n{\n}\n}}}", "{ } is not a text")]
    public async Task What_is_no_XGBoost_JSON_is_refused(string content, string reason) =>
        Assert.Contains(reason, await _stage.RefusalAsync(Xgboost, content), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_is_cut_off_is_refused()
    {
        var whole = XgboostFixture.Text();

        Assert.Contains(
            "cut off", await _stage.RefusalAsync(Xgboost, whole[..(whole.Length / 2)]), StringComparison.Ordinal);
    }

    private static void Set(JsonNode model, ReadOnlySpan<string> place, JsonNode? value)
    {
        if (place is [var last])
        {
            if (model is JsonArray list)
            {
                list[int.Parse(last)] = value;
            }
            else if (value is null)
            {
                model.AsObject().Remove(last);
            }
            else
            {
                model[last] = value;
            }

            return;
        }

        Set(model is JsonArray items ? items[int.Parse(place[0])]! : model[place[0]]!, place[1..], value);
    }
}
