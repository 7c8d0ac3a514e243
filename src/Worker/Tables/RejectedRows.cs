using System.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Worker.Tables;

/// <summary>Writes the rows that were not classified, each with its line and why.</summary>
/// <param name="output">Where to.</param>
/// <param name="columns">The columns that are kept.</param>
internal sealed class RejectedRows(TableWriter output, KeptColumns columns)
{
    private static readonly TableColumn[] Why =
    [
        new("line", ColumnKind.Integer), new("code", ColumnKind.Text), new("field", ColumnKind.Text),
        new("reason", ColumnKind.Text),
    ];

    private ColumnValues[] _values = [];

    public void Write(ClassifiedBlock block)
    {
        if (_values.Length == 0)
        {
            // Texts all of them: what is wrong with a value may be that it is no number.
            _values =
            [
                .. Why.Select(column => new ColumnValues(column)),
                .. columns.Kept(block).Select(kept => new ColumnValues(kept.Column with { Kind = ColumnKind.Text })),
            ];
        }

        foreach (var column in _values)
        {
            column.Clear();
        }

        foreach (var rejected in block.Rejected)
        {
            Add(block, rejected);
        }

        output.Write(_values, [.. Enumerable.Range(0, block.Rejected.Count)]);
    }

    public void Complete() => output.Complete();

    private void Add(ClassifiedBlock block, RejectedRow rejected)
    {
        Span<byte> digits = stackalloc byte[ColumnValues.LongestNumber];
        _values[0].Add((long?)rejected.Line);
        _values[1].Add(Encoding.UTF8.GetBytes(rejected.Reason.Code));
        _values[2].Add(Encoding.UTF8.GetBytes(rejected.Reason.Field ?? ""));
        _values[3].Add(Encoding.UTF8.GetBytes(rejected.Reason.Message));
        var next = Why.Length;
        foreach (var kept in columns.Kept(block))
        {
            _values[next++].Add(rejected.Row is { } row ? kept.Utf8(row, digits) : []);
        }
    }
}
