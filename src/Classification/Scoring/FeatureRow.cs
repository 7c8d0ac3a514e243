namespace Streaming.Classification.Scoring;

/// <summary>One row as ML.NET reads it.</summary>
internal sealed class FeatureRow
{
    public float[] Features { get; set; } = [];
}
