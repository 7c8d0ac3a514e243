using System.ComponentModel;

namespace Streaming.Worker.Http;

/// <summary>The body of <c>POST /predict</c>. Documents it; the body itself is read leniently.</summary>
internal sealed record PredictRequest
{
    [Description("Right ascension, degrees, J2000, in [0, 360)")]
    public required double Alpha { get; init; }

    [Description("Declination, degrees, J2000, in [-90, 90]")]
    public required double Delta { get; init; }

    [Description("u band, AB magnitude, in [-5, 40]; at least three bands are measured")]
    public double? U { get; init; }

    [Description("g band, AB magnitude, in [-5, 40]")]
    public double? G { get; init; }

    [Description("r band, AB magnitude, in [-5, 40]")]
    public double? R { get; init; }

    [Description("i band, AB magnitude, in [-5, 40]")]
    public double? I { get; init; }

    [Description("z band, AB magnitude, in [-5, 40]")]
    public double? Z { get; init; }

    [Description("Spectroscopic redshift, in [-0.1, 12]")]
    public double? Redshift { get; init; }

    [Description("Further measurements by name, up to 64, for models that use them")]
    public IReadOnlyDictionary<string, double?>? Measurements { get; init; }

    [Description("Who observed it: class shares may be set for a source")]
    public string? Source { get; init; }
}
