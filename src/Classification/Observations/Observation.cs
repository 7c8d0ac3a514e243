using System.Text.Json.Serialization;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>
/// A validated observation, reduced to what a model may look at. What was not measured is NaN; so is the position in
/// training data that lacks it.
/// </summary>
/// <param name="Alpha">Right ascension, degrees, J2000.</param>
/// <param name="Delta">Declination, degrees, J2000.</param>
/// <param name="U">u band, AB magnitude.</param>
/// <param name="G">g band, AB magnitude.</param>
/// <param name="R">r band, AB magnitude.</param>
/// <param name="I">i band, AB magnitude.</param>
/// <param name="Z">z band, AB magnitude.</param>
/// <param name="Redshift">Spectroscopic redshift, dimensionless.</param>
/// <param name="Measurements">What else was measured, by name; null when nothing was.</param>
[JsonConverter(typeof(ObservationConverter))]
internal readonly record struct Observation(
    double Alpha,
    double Delta,
    double U,
    double G,
    double R,
    double I,
    double Z,
    double Redshift,
    IReadOnlyDictionary<string, double>? Measurements = null)
{
    /// <summary>Takes a message that <see cref="ObservationValidator"/> found without fault.</summary>
    /// <exception cref="InvalidOperationException">The position is missing: the message was not validated.</exception>
    public static Observation From(ObservationReceived valid) => new(
        valid.Alpha!.Value,
        valid.Delta!.Value,
        Measured(valid.U),
        Measured(valid.G),
        Measured(valid.R),
        Measured(valid.I),
        Measured(valid.Z),
        Measured(valid.Redshift),
        valid.Measurements is { Count: > 0 } named ? Measured(named) : null);

    /// <summary>The value of a measured input by its name on the wire; NaN when it was not measured.</summary>
    public double Value(string input) => input switch
    {
        "u" => U,
        "g" => G,
        "r" => R,
        "i" => I,
        "z" => Z,
        InputSet.RedshiftName => Redshift,
        _ => Measurements is not null && Measurements.TryGetValue(input, out var value) ? value : double.NaN,
    };

    /// <summary>The same observation with other inputs not measured.</summary>
    public Observation Reduced(InputSet inputs)
    {
        var all = this;
        return new Observation(
            Alpha, Delta, Kept("u"), Kept("g"), Kept("r"), Kept("i"), Kept("z"), Kept(InputSet.RedshiftName),
            inputs.Measurements.IsEmpty ? null : inputs.Measurements.ToDictionary(name => name, all.Value));

        double Kept(string name) => inputs.Names.Contains(name) ? all.Value(name) : double.NaN;
    }

    /// <summary>The same observation with another value of one input.</summary>
    public Observation With(string input, double value) => input switch
    {
        "u" => this with { U = value },
        "g" => this with { G = value },
        "r" => this with { R = value },
        "i" => this with { I = value },
        "z" => this with { Z = value },
        InputSet.RedshiftName => this with { Redshift = value },
        _ => this with
        {
            Measurements = new Dictionary<string, double>(Measurements ?? new Dictionary<string, double>())
            {
                [input] = value,
            },
        },
    };

    private static double Measured(double? value) =>
        value is { } number && !NotMeasured.IsMark(number) ? number : double.NaN;

    private static Dictionary<string, double> Measured(IReadOnlyDictionary<string, double?> named)
    {
        var measured = new Dictionary<string, double>(named.Count);
        foreach (var (name, value) in named)
        {
            if (Measured(value) is var number && double.IsFinite(number))
            {
                measured[name] = number;
            }
        }

        return measured;
    }
}
