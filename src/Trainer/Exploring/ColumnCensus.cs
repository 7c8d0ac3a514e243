using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;
using Streaming.Contracts;

namespace Streaming.Trainer.Exploring;

/// <summary>Counts what stands in every column of a file, used or not, while the file is read.</summary>
internal sealed class ColumnCensus
{
    private string[] _uses = [];
    private long[] _blank = [];
    private long[] _marks = [];
    private IReadOnlyList<TableColumn> _columns = [];
    private string[] _units = [];

    /// <summary>What the file is, in words.</summary>
    public string Format { get; private set; } = "";

    /// <summary>The survey whose names its columns have, in words.</summary>
    public string Profile { get; private set; } = "";

    /// <summary>Rows of the file.</summary>
    public long Rows { get; private set; }

    public IReadOnlyList<CountedColumn> Columns =>
        [.. _columns.Select((column, i) => new CountedColumn(
            column.Name.Trim(), _uses[i], _units[i], _blank[i], _marks[i], Rows))];

    /// <summary>Counts a block.</summary>
    public void Add(Catalogue catalogue, CatalogueBlock block)
    {
        if (_columns.Count == 0)
        {
            _columns = catalogue.TableColumns;
            var profile = catalogue.Columns.Profile;
            (Format, Profile) = (catalogue.Format, $"{profile.Name} ({profile.Title})");
            _uses = Uses(catalogue);
            _units = new string[_columns.Count];
            Array.Fill(_units, "");
            foreach (var column in catalogue.Columns.Numbers.Where(column => column.Unit.IsFlux || column.Unit.IsAngle))
            {
                _units[column.Place] = column.Unit.Name;
            }

            (_blank, _marks) = (new long[_columns.Count], new long[_columns.Count]);
        }

        Rows += block.Rows + block.Table.Unread.Count;
        for (var i = 0; i < _columns.Count; i++)
        {
            var values = block.Table.Columns[i];
            for (var row = 0; row < block.Rows; row++)
            {
                _blank[i] += values.IsAbsent(row) ? 1 : 0;
                _marks[i] += IsMark(values, row) ? 1 : 0;
            }
        }
    }

    // Every mark has two nines: few texts are read as numbers.
    private static bool IsMark(ColumnValues values, int row) =>
        (values.Column.Kind != ColumnKind.Text || values.Utf8(row).IndexOf("99"u8) >= 0)
        && values.TryNumber(row, out var number)
        && NotMeasured.IsMark(number);

    private static string[] Uses(Catalogue catalogue)
    {
        var uses = new string[catalogue.TableColumns.Count];
        Array.Fill(uses, "");
        foreach (var column in catalogue.Columns.Numbers)
        {
            uses[column.Place] = column.Role;
        }

        foreach (var (band, column) in catalogue.Columns.Extinction?.Columns.ToList() ?? [])
        {
            var use = $"extinction of {band}";
            uses[column.Place] = uses[column.Place].Length == 0 ? use : $"{uses[column.Place]}, {band}";
        }

        if (catalogue.Columns.Class is { } place)
        {
            uses[place] = Role.Class;
        }

        return uses;
    }
}

/// <summary>What stands in one column of a file.</summary>
/// <param name="Header">Its name in the file.</param>
/// <param name="Use">What the trainer takes it for, or nothing.</param>
/// <param name="Unit">Its unit where it is converted, a flux to AB magnitudes, or an angle; else nothing.</param>
/// <param name="Blank">Rows where it is empty.</param>
/// <param name="Sentinel">Rows where it has a survey's mark for "not measured".</param>
/// <param name="Rows">All rows of the file.</param>
internal sealed record CountedColumn(string Header, string Use, string Unit, long Blank, long Sentinel, long Rows);
