using System.Globalization;
using System.Text.Json;

namespace Streaming.Trainer.Importing;

/// <summary>
/// Reads XGBoost's model in JSON or UBJSON, versions 1.0 to 3 (xgboost/src/learner.cc, gbm/gbtree_model.cc,
/// tree/tree_model.cc).
/// </summary>
internal static class XgboostReader
{
    /// <exception cref="FailureException">It is no such model, or one that cannot be had here exactly.</exception>
    public static BoostedTrees Read(ModelSource source)
    {
        var json = Json(source, ModelContent.Of(source));
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(source, new XgboostNode(source, "", document.RootElement));
        }
        catch (JsonException fault)
        {
            throw source.Refuse(WhyNotJson(json.Span, fault));
        }
        catch (InvalidOperationException fault)
        {
            // A document's texts are not checked before they are asked for.
            throw source.Refuse("a text in it is not Unicode: " + fault.Message);
        }
    }

    private static ReadOnlyMemory<byte> Json(ModelSource source, ModelContent content) => content.Form switch
    {
        ModelForm.Json => content.Bytes,
        ModelForm.Ubjson => UbjsonToJson.Convert(source, content.Bytes),
        ModelForm.LightGbmText => throw source.Refuse(
            $"this is LightGBM's text format; give it with {ImportCommand.LightGbmOption}"),
        _ => throw source.Refuse($"not XGBoost's JSON or UBJSON; {source.HowToSave}"),
    };

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

    private static string WhyNotJson(ReadOnlySpan<byte> json, JsonException fault)
    {
        var position = (fault.LineNumber ?? 0) == 0 ? (int)(fault.BytePositionInLine ?? 0) : json.Length;
        return position < json.Length && json[position] is (byte)'N' or (byte)'I' or (byte)'-'
            ? string.Create(CultureInfo.InvariantCulture, $"a number is not finite, at byte {position}")
            : "the JSON is cut off or broken: " + fault.Message;
    }
}
