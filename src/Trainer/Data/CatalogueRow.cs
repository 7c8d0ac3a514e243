using System.Globalization;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Trainer.Data;

/// <summary>Turns the records of one file into rows, by the columns found in its header.</summary>
internal sealed class CatalogueRow
{
    private readonly int[] _numbers;
    private readonly int _class;

    /// <exception cref="TrainerException">A required column is absent.</exception>
    public CatalogueRow(string[] header, string file)
    {
        _numbers = [.. Column.Numbers.Select(column => column.IndexIn(header, file))];
        _class = Column.Class.IndexIn(header, file);
    }

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

        var label = Field(record, _class);
        var name = ObjectClass.All.FirstOrDefault(known => known.Equals(label, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            return new RejectionReason
            {
                Code = DroppedRow.UnknownClass,
                Message = $"class '{label}' is not one of {string.Join(", ", ObjectClass.All)}",
            };
        }

        var observation = new Observation(
            values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
        row = new LabelledRow(line, observation, name, ObjectKey.Of(observation));
        return null;
    }

    private static RejectionReason? Number(Column column, string text, out double value)
    {
        value = double.NaN;
        if (text.Length == 0)
        {
            return column.Required ? Reason.Missing(column.Name) : null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            ? column.Range!.Check(column.Name, value)
            : Reason.WrongType(column.Name, text, "a number");
    }

    private static string Field(string[] record, int index) =>
        index < 0 || index >= record.Length ? "" : record[index].Trim();
}
