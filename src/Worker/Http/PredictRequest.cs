using System.ComponentModel;

namespace Streaming.Worker.Http;

/// <summary>The body of <c>POST /predict</c>. Documents it; the body itself is read leniently.</summary>
internal sealed record PredictRequest(
    [property: Description("Right ascension, degrees, J2000, in [0, 360)")] double Alpha,
    [property: Description("Declination, degrees, J2000, in [-90, 90]")] double Delta,
    [property: Description("u band, AB magnitude, in [-5, 40]")] double U,
    [property: Description("g band, AB magnitude, in [-5, 40]")] double G,
    [property: Description("r band, AB magnitude, in [-5, 40]")] double R,
    [property: Description("i band, AB magnitude, in [-5, 40]")] double I,
    [property: Description("z band, AB magnitude, in [-5, 40]")] double Z,
    [property: Description("Spectroscopic redshift, in [-0.1, 12]")] double Redshift);
