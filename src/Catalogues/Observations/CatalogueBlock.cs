using System.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Observations;

/// <summary>
/// Rows of a table as what an observation holds, a column each: AB magnitudes, degrees; NaN where nothing was measured.
/// Values out of their range are there as they are: whoever takes them judges them.
/// </summary>
internal sealed class CatalogueBlock
{
    private readonly ColumnAssignment _columns;
    private readonly Dictionary<string, double[]> _numbers;
    private readonly List<(int Row, string Role)> _wrong = [];
    private double[] _extinction = [];

    public CatalogueBlock(ColumnAssignment columns, TableBlock table)
    {
        (_columns, Table) = (columns, table);
        _numbers = columns.Numbers.ToDictionary(column => column.Role, _ => Array.Empty<double>());
        Mjd = [];
    }

    /// <summary>The rows as they stand in the file.</summary>
    public TableBlock Table { get; }

    public int Rows => Table.Rows;

    /// <summary>
    /// The first value of each row that is no number where one belongs: which input it would have been.
    /// </summary>
    public IReadOnlyList<(int Row, string Role)> Wrong => _wrong;

    /// <summary>Modified Julian Dates; empty where the table has none, or times.</summary>
    public double[] Mjd { get; private set; }

    /// <summary>Whether the rows have a class.</summary>
    public bool HasClasses => _columns.Class is not null;

    /// <summary>Values of an input by its name; null where the table has no column for it.</summary>
    public double[]? Numbers(string role) => _numbers.GetValueOrDefault(role);

    /// <summary>The text of a value that is no number.</summary>
    public string TextOf(int row, string role) =>
        Table.Columns[_columns.Numbers
            .Concat(_columns.Extinction?.Columns.Values ?? [])
            .Append(_columns.Mjd)
            .First(column => column?.Role == role)!.Place].Text(row);

    /// <summary>
    /// The class of a row, one of <see cref="Contracts.ObjectClass"/>; null where its word is not known.
    /// </summary>
    public string? ClassOf(int row) => _columns.Classes.Find(ClassWord(row));

    /// <summary>The class as it stands in the file.</summary>
    public string ClassWord(int row) => Text(_columns.Class, row) ?? "";

    public string? ObservationId(int row) => Text(_columns.ObservationId, row);

    public string? ObservedAt(int row) => Text(_columns.ObservedAt, row);

    public string? VisitId(int row) => Text(_columns.VisitId, row);

    public string? Source(int row) => Text(_columns.Source, row);

    /// <summary>Takes the values of the rows now in the table. May run beside the reading of other blocks.</summary>
    public void Convert()
    {
        _wrong.Clear();
        foreach (var column in _columns.Numbers)
        {
            _numbers[column.Role] = Convert(column, _numbers[column.Role]);
        }

        if (_columns.Mjd is { } mjd)
        {
            Mjd = Convert(mjd, Mjd);
        }

        if (_columns.Extinction is { } extinction)
        {
            Correct(extinction);
        }
    }

    private double[] Convert(AssignedColumn column, double[] numbers)
    {
        if (numbers.Length < Rows)
        {
            numbers = new double[Math.Max(Rows, TableReader.BlockRows)];
        }

        column.Convert(Table.Columns[column.Place], numbers.AsSpan(0, Rows), (row, role) => _wrong.Add((row, role)));
        return numbers;
    }

    private void Correct(ExtinctionColumns extinction)
    {
        foreach (var (band, column) in extinction.Columns)
        {
            _extinction = Convert(column, _extinction);
            var magnitudes = _numbers[band];
            for (var row = 0; row < Rows; row++)
            {
                magnitudes[row] -= extinction.Of(band, _extinction[row]);
            }
        }
    }

    private string? Text(int? place, int row)
    {
        Span<byte> digits = stackalloc byte[ColumnValues.LongestNumber];
        return place is { } column && Table.Columns[column].Utf8(row, digits) is var text && !NumberText.IsNoValue(text)
            ? Encoding.UTF8.GetString(text)
            : null;
    }
}
