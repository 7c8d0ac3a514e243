using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Streaming.Classification.Scoring;

namespace Streaming.ScoringContenders;

/// <summary>Scores by ONNX Runtime on one thread, what ML.NET's own converter makes of the model.</summary>
internal sealed class OnnxRuntimeScorer : IDisposable
{
    // The converter adds this to the name of a column that it answers with.
    private const string OutputSuffix = ".output";

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <param name="model">The model as ML.NET loaded it, with temperature 1.</param>
    /// <param name="features">Features of a row.</param>
    public OnnxRuntimeScorer(ITransformer model, int features)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(Convert(model, features), options);
    }

    /// <summary>What it reads or fills: an array, as rows.</summary>
    public static OrtValue Tensor(float[] values, int rows) =>
        OrtValue.CreateTensorValueFromMemory(values, [rows, values.Length / rows]);

    /// <summary>Scores a batch.</summary>
    /// <param name="rows">The features.</param>
    /// <param name="probabilities">Filled.</param>
    public void Score(OrtValue rows, OrtValue probabilities) => _session.Run(
        _run, [nameof(FeatureRow.Features)], [rows], [MlNetScorer.ScoreColumn + OutputSuffix], [probabilities]);

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private static byte[] Convert(ITransformer model, int features)
    {
        var context = new MLContext(seed: 0);
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema[nameof(FeatureRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        FeatureRow[] example = [new() { Features = new float[features] }];
        using var onnx = new MemoryStream();
        context.Model.ConvertToOnnx(model, context.Data.LoadFromEnumerable(example, schema), onnx);
        return onnx.ToArray();
    }
}
