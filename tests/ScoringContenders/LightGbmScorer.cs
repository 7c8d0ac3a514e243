using Microsoft.ML.Trainers.FastTree;

namespace Streaming.ScoringContenders;

/// <summary>Scores by LightGBM's own library, on one thread.</summary>
internal sealed class LightGbmScorer : IDisposable
{
    private const string OneThread = "num_threads=1";
    private const int AllIterations = -1;

    private readonly int _features;
    private readonly nint _booster;
    private readonly nint _one;

    /// <param name="classes">The trees of each class, in the order of the classes.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="temperature">Divides the sums of the trees.</param>
    public LightGbmScorer(IReadOnlyList<RegressionTreeEnsemble> classes, int features, double temperature)
    {
        _features = features;
        var text = LightGbmModelText.Write(classes, features, temperature);
        LightGbmLibrary.Check(LightGbmLibrary.Load(text, out _, out _booster));
        LightGbmLibrary.Check(LightGbmLibrary.PrepareOne(
            _booster,
            LightGbmLibrary.Probabilities,
            0,
            AllIterations,
            LightGbmLibrary.Float32,
            features,
            OneThread,
            out _one));
    }

    /// <summary>Scores a batch.</summary>
    /// <param name="rows">The features, row after row.</param>
    /// <param name="probabilities">Filled row after row.</param>
    public void Score(float[] rows, double[] probabilities)
    {
        var count = rows.Length / _features;
        // For one row alone the library has a way that reads the parameters beforehand.
        LightGbmLibrary.Check(count == 1
            ? LightGbmLibrary.PredictOne(_one, rows, out _, probabilities)
            : LightGbmLibrary.Predict(
                _booster,
                rows,
                LightGbmLibrary.Float32,
                count,
                _features,
                isRowMajor: 1,
                LightGbmLibrary.Probabilities,
                0,
                AllIterations,
                OneThread,
                out _,
                probabilities));
    }

    public void Dispose()
    {
        LightGbmLibrary.Check(LightGbmLibrary.FreePrepared(_one));
        LightGbmLibrary.Check(LightGbmLibrary.Free(_booster));
    }
}
