namespace Streaming.Classification.Observations;

/// <summary>
/// A validated observation, reduced to what a model may look at. Position is NaN in training data that lacks it.
/// </summary>
/// <param name="Alpha">Right ascension, degrees, J2000.</param>
/// <param name="Delta">Declination, degrees, J2000.</param>
/// <param name="U">u band, AB magnitude.</param>
/// <param name="G">g band, AB magnitude.</param>
/// <param name="R">r band, AB magnitude.</param>
/// <param name="I">i band, AB magnitude.</param>
/// <param name="Z">z band, AB magnitude.</param>
/// <param name="Redshift">Spectroscopic redshift, dimensionless.</param>
internal readonly record struct Observation(
    double Alpha, double Delta, double U, double G, double R, double I, double Z, double Redshift)
{
    /// <summary>Takes a message that <see cref="ObservationValidator"/> found without fault.</summary>
    /// <exception cref="InvalidOperationException">A value is missing: the message was not validated.</exception>
    public static Observation From(Contracts.ObservationReceived valid) => new(
        valid.Alpha!.Value, valid.Delta!.Value,
        valid.U!.Value, valid.G!.Value, valid.R!.Value, valid.I!.Value, valid.Z!.Value, valid.Redshift!.Value);
}
