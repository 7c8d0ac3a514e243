using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>
/// Observations whose values stand in columns, judged row by row as a message is: by the same ranges.
/// </summary>
/// <param name="numbers">
/// The values of an input by its name, NaN where it was not measured; null where there is no such column.
/// </param>
/// <param name="measurements">Named measurements that are wanted.</param>
internal sealed class ObservationColumns(Func<string, double[]?> numbers, IEnumerable<string> measurements)
{
    private static readonly (string Name, ValueRange Range)[] Inputs =
    [
        ("alpha", ValueRange.RightAscension),
        ("delta", ValueRange.Declination),
        .. InputSet.BandNames.Select(band => (band, ValueRange.Magnitude)),
        (InputSet.RedshiftName, ValueRange.Redshift),
    ];

    private readonly double[]?[] _inputs = [.. Inputs.Select(input => numbers(input.Name))];

    private readonly (string Name, double[] Values)[] _measurements =
    [
        .. measurements.Select(name => (Name: name, Values: numbers(name))).Where(one => one.Values is not null)
            .Select(one => (one.Name, one.Values!)),
    ];

    /// <summary>Reads one row. It may lack its position, which no model of ours looks at.</summary>
    /// <returns>Null, or the first fault.</returns>
    public RejectionReason? Read(int row, out Observation observation)
    {
        Span<double> values = stackalloc double[Inputs.Length];
        for (var i = 0; i < Inputs.Length; i++)
        {
            values[i] = _inputs[i] is { } column ? column[row] : double.NaN;
        }

        observation = new Observation(
            values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], Measured(row));
        for (var i = 0; i < Inputs.Length; i++)
        {
            if (!double.IsNaN(values[i]) && !Inputs[i].Range.Holds(values[i]))
            {
                return Inputs[i].Range.CheckRequired(Inputs[i].Name, values[i]);
            }
        }

        return FewestBands(observation);
    }

    private static RejectionReason? FewestBands(in Observation observation)
    {
        const int Bands = (1 << 5) - 1;
        return int.PopCount(InputSet.Measured(observation) & Bands) >= ObservationReceived.FewestBands
            ? null
            : Reason.TooFewBands([.. InputSet.NamesMeasured(observation).Where(InputSet.BandNames.Contains)]);
    }

    private Dictionary<string, double>? Measured(int row)
    {
        if (_measurements.Length == 0)
        {
            return null;
        }

        var measured = new Dictionary<string, double>(_measurements.Length);
        foreach (var (name, values) in _measurements)
        {
            measured.Add(name, values[row]);
        }

        return measured;
    }
}
