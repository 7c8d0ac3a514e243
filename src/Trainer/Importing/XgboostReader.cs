using System.Globalization;
using System.Text.Json;

namespace Streaming.Trainer.Importing;

/// <summary>
/// Reads XGBoost's JSON model, versions 1.0 to 3 (xgboost/src/learner.cc, gbm/gbtree_model.cc, tree/tree_model.cc).
/// </summary>
internal static class XgboostReader
{
    /// <exception cref="FailureException">It is no such model, or one that cannot be had here exactly.</exception>
    public static BoostedTrees Read(ModelSource source)
    {
        try
        {
            using var document = JsonDocument.Parse(source.Content);
            return Read(source, new XgboostNode(source, "", document.RootElement));
        }
        catch (JsonException fault)
        {
            throw source.Refuse(WhyNotJson(source.Content, fault));
        }
    }

    private static BoostedTrees Read(ModelSource source, XgboostNode root)
    {
        var learner = root.Member("learner");
        var objective = learner.Member("objective").Member("name").Text();
        if (objective is not ("multi:softprob" or "multi:softmax"))
        {
            throw source.Refuse($"objective {objective}: only multi:softprob gives the probabilities of three classes");
        }

        var facts = learner.Member("learner_model_param");
        if (facts.Member("num_class").Integer() is var classes && classes != BoostedTrees.Classes)
        {
            throw source.Refuse($"it has {classes} classes, here there are {BoostedTrees.Classes}");
        }

        var model = XgboostBooster.Model(source, learner.Member("gradient_booster"));
        var trees = model.Member("trees").Items().Select(XgboostTree.Read).ToArray();
        XgboostBooster.CheckOrder(source, model, trees.Length);
        return new BoostedTrees
        {
            Library = "XGBoost",
            LibraryVersion = string.Join('.', root.Member("version").Items().Select(part => part.Integer())),
            Objective = objective,
            FeatureNames = [.. learner.Optional("feature_names")?.Items().Select(name => name.Text()) ?? []],
            FeatureCount = facts.Member("num_feature").Integer(),
            Trees = XgboostBooster.WithBaseScore(trees, facts.Member("base_score")),
            BestRounds = learner.Optional("attributes")?.Optional("best_iteration")?.Integer() + 1,
            ComparesDoubles = false,
        };
    }

    private static string WhyNotJson(byte[] content, JsonException fault)
    {
        if (content is not [(byte)'{', ..])
        {
            return "not XGBoost's JSON, which booster.save_model('model.json') writes; other formats are not read";
        }

        // UBJSON's objects begin with a length or the type of one.
        if (content is [_, (byte)'L' or (byte)'l' or (byte)'i' or (byte)'U' or (byte)'I', ..])
        {
            return "UBJSON is not read: save the model as JSON, booster.save_model('model.json')";
        }

        var position = (fault.LineNumber ?? 0) == 0 ? (int)(fault.BytePositionInLine ?? 0) : content.Length;
        return position < content.Length && content[position] is (byte)'N' or (byte)'I' or (byte)'-'
            ? string.Create(CultureInfo.InvariantCulture, $"a number is not finite, at byte {position}")
            : "the JSON is cut off or broken: " + fault.Message;
    }
}
