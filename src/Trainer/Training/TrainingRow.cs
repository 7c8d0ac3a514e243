namespace Streaming.Trainer.Training;

/// <summary>One training row as ML.NET reads it.</summary>
internal sealed class TrainingRow
{
    public float[] Features { get; set; } = [];

    public string Label { get; set; } = "";

    public float Weight { get; set; }
}
