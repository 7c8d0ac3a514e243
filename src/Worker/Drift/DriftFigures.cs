namespace Streaming.Worker.Drift;

/// <summary>How the recent observations compare with what the model in use was trained on.</summary>
/// <param name="Kind">What they were scored from: spectroscopic or photometric.</param>
/// <param name="Stability">The population stability index of each feature.</param>
/// <param name="ClassShares">The share of each class, of 1.</param>
/// <param name="Confidence">The mean confidence.</param>
internal sealed record DriftFigures(
    string Kind,
    IReadOnlyList<(string Feature, double Index)> Stability,
    IReadOnlyList<(string Class, double Share)> ClassShares,
    double Confidence);
