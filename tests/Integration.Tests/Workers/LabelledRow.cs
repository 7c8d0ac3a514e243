namespace Streaming.Integration.Tests.Workers;

/// <summary>One training row as ML.NET reads it.</summary>
internal sealed class LabelledRow
{
    public float[] Features { get; set; } = [];

    public string Label { get; set; } = "";
}
