namespace Streaming.Simulation.Objects;

/// <summary>The look of one object: AB magnitudes (5 decimals, as in the survey's files) and redshift (7).</summary>
internal readonly record struct Light(double U, double G, double R, double I, double Z, double Redshift);
