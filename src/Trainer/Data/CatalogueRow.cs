using System.Globalization;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Trainer.Data;

/// <summary>Turns the records of one file into rows, by the columns found in its header.</summary>
internal sealed class CatalogueRow
{
    private const int FirstBand = 2;

    private readonly int[] _numbers;
    private readonly (Column Column, int Index)[] _measurements;
    private readonly int _class;
    private readonly bool _isLabelled;

    /// <param name="header">The names in the file's first line.</param>
    /// <param name="file">The file.</param>
    /// <param name="measurements">Further columns to read.</param>
    /// <param name="isLabelled">Whether a row without a class is a fault.</param>
    /// <exception cref="FailureException">A required column is absent, or all but two of the bands.</exception>
    public CatalogueRow(string[] header, string file, IReadOnlyList<string> measurements, bool isLabelled)
    {
        _isLabelled = isLabelled;
        _numbers = [.. Column.Numbers.Select(column => column.IndexIn(header, file))];
        _class = (Column.Class with { Required = isLabelled }).IndexIn(header, file);
        _measurements =
            [.. measurements.Select(Column.Measurement).Select(column => (column, column.IndexIn(header, file)))];
        Absent =
        [
            .. Column.Numbers.Skip(FirstBand).Where((_, i) => _numbers[FirstBand + i] < 0).Select(column => column.Name),
        ];
        var bands = InputSet.BandNames.Except(Absent).ToList();
        if (bands.Count < ObservationReceived.FewestBands)
        {
            var missing = Column.Numbers.First(column => Absent.Contains(column.Name));
            throw new FailureException(
                $"--data {file}: no column '{missing.Name}' (accepted: {string.Join(", ", missing.Aliases)}); of the "
                + $"bands it has {(bands.Count == 0 ? "none" : string.Join(' ', bands))}, at least "
                + $"{ObservationReceived.FewestBands} are needed");
        }
    }

    /// <summary>The bands, and the redshift, for which the file has no column.</summary>
    public IReadOnlyList<string> Absent { get; }

    /// <summary>Reads one record.</summary>
    /// <returns>Null, or the first fault, and then no row.</returns>
    public RejectionReason? Parse(string[] record, int line, out LabelledRow? row)
    {
        row = null;
        Span<double> values = stackalloc double[_numbers.Length];
        for (var i = 0; i < _numbers.Length; i++)
        {
            if (Number(Column.Numbers[i], Field(record, _numbers[i]), out values[i]) is { } fault)
            {
                return fault;
            }
        }

        Dictionary<string, double>? measured = null;
        foreach (var (column, index) in _measurements)
        {
            if (Number(column, Field(record, index), out var value) is { } fault)
            {
                return fault;
            }

            (measured ??= [])[column.Name] = value;
        }

        var observation = new Observation(
            values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], measured);
        var bands = InputSet.BandNames.Where(name => !double.IsNaN(observation.Value(name))).ToList();
        if (bands.Count < ObservationReceived.FewestBands)
        {
            return Reason.TooFewBands(bands);
        }

        var label = Field(record, _class);
        var name = ObjectClass.All.FirstOrDefault(known => known.Equals(label, StringComparison.OrdinalIgnoreCase));
        if (name is null && _isLabelled)
        {
            return new RejectionReason
            {
                Code = DroppedRow.UnknownClass,
                Message = $"class '{label}' is not one of {string.Join(", ", ObjectClass.All)}",
            };
        }

        row = new LabelledRow(line, observation, name ?? LabelledRow.NoClass, ObjectKey.Of(observation));
        return null;
    }

    // Empty, or a survey's mark: not measured, which is NaN here. NaN and infinity are written by many programs for it.
    private static RejectionReason? Number(Column column, string text, out double value)
    {
        value = double.NaN;
        if (text.Length == 0)
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return Reason.WrongType(column.Name, text, "a number");
        }

        if (!double.IsFinite(number))
        {
            return null;
        }

        // A right ascension of 99 degrees is a place on the sky.
        if (column.Range?.Holds(number) != true && NotMeasured.IsMark(number))
        {
            return null;
        }

        value = number;
        return column.Range?.CheckMeasured(column.Name, number);
    }

    private static string Field(string[] record, int index) =>
        index < 0 || index >= record.Length ? "" : record[index].Trim();
}
