using Streaming.Catalogues.Observations;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Trainer.Data;

/// <summary>Judges the rows of a block, one by one.</summary>
internal sealed class BlockRows
{
    private static readonly (string Role, ValueRange Range)[] Inputs =
    [
        (Role.Alpha, ValueRange.RightAscension),
        (Role.Delta, ValueRange.Declination),
        .. InputSet.BandNames.Select(band => (band, ValueRange.Magnitude)),
        (Role.Redshift, ValueRange.Redshift),
    ];

    private readonly CatalogueBlock _block;
    private readonly CatalogueRequest _request;
    private readonly double[]?[] _inputs;
    private readonly (string Name, double[] Values)[] _measurements;
    private readonly Dictionary<int, string> _wrong = [];

    public BlockRows(CatalogueBlock block, CatalogueRequest request)
    {
        (_block, _request) = (block, request);
        _inputs = [.. Inputs.Select(input => block.Numbers(input.Role))];
        _measurements =
        [
            .. (request.Measurements ?? []).Where(name => block.Numbers(name) is not null)
                .Select(name => (name, block.Numbers(name)!)),
        ];
        foreach (var (row, role) in block.Wrong)
        {
            _wrong.TryAdd(row, role);
        }
    }

    /// <summary>Reads one row.</summary>
    /// <returns>Null, or the first fault, and then no row.</returns>
    public RejectionReason? Parse(int row, out LabelledRow? read)
    {
        read = null;
        if (_wrong.TryGetValue(row, out var wrong))
        {
            return Reason.WrongType(wrong, _block.TextOf(row, wrong), "a number");
        }

        Span<double> values = stackalloc double[Inputs.Length];
        for (var i = 0; i < Inputs.Length; i++)
        {
            values[i] = _inputs[i] is { } numbers ? numbers[row] : double.NaN;
            if (!double.IsNaN(values[i]) && Inputs[i].Range.CheckMeasured(Inputs[i].Role, values[i]) is { } fault)
            {
                return fault;
            }
        }

        var observation = new Observation(
            values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], Measured(row));
        var bands = InputSet.BandNames.Count(name => !double.IsNaN(observation.Value(name)));
        if (bands < ObservationReceived.FewestBands)
        {
            return Reason.TooFewBands([.. InputSet.NamesMeasured(observation).Where(InputSet.BandNames.Contains)]);
        }

        var name = _request.Class == ClassUse.Ignored ? null : _block.ClassOf(row);
        if (name is null && _request.Class == ClassUse.Required)
        {
            return new RejectionReason
            {
                Code = DroppedRow.UnknownClass,
                Message = $"class '{_block.ClassWord(row)}' is not one of {string.Join(", ", ObjectClass.All)}",
            };
        }

        read = new LabelledRow(
            _block.Table.Line(row), observation, name ?? LabelledRow.NoClass, ObjectKey.Of(observation));
        return null;
    }

    private Dictionary<string, double>? Measured(int row) => _measurements.Length == 0
        ? null
        : _measurements.ToDictionary(one => one.Name, one => one.Values[row]);
}
