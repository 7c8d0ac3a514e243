using Streaming.Classification.Features;

namespace Streaming.Classification.Scoring;

/// <summary>The rows of a batch that one ensemble has scored. The features are rented: dispose it.</summary>
/// <param name="Ensemble">The ensemble.</param>
/// <param name="Rows">Their places in the batch.</param>
/// <param name="Features">Their features.</param>
/// <param name="Predictions">What is said of them, in the order of <paramref name="Rows"/>.</param>
internal sealed record ScoredGroup(
    Ensemble Ensemble, IReadOnlyList<int> Rows, FeatureBlocks Features, Prediction[] Predictions) : IDisposable
{
    public void Dispose() => Features.Dispose();
}
