using System.Text;
using Microsoft.ML;
using Streaming.Classification.Features;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Importing;

/// <summary>Makes ML.NET's model of trees that were trained elsewhere. The same trees give the same bytes.</summary>
internal static class ImportedForest
{
    public static Forest Of(BoostedTrees trees, FeatureSchema features)
    {
        var context = new MLContext(seed: 0);
        using var text = new MemoryStream(Encoding.ASCII.GetBytes(LightGbmText.Write(trees)));
        var rows = context.Data.LoadFromEnumerable<FeatureRow>([], ForestTrainer.InputSchema(features));
        var model = context.MulticlassClassification.Trainers.LightGbm(text, nameof(FeatureRow.Features)).Fit(rows);
        return ForestTrainer.Save(context, model, features);
    }
}
