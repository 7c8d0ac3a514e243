using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;

namespace Streaming.Worker.Tables;

/// <summary>The columns of a table that are written again, before the answers.</summary>
internal sealed class KeptColumns
{
    private readonly int[] _places;

    /// <param name="columns">The table's columns.</param>
    /// <param name="names">Those to keep; null: all.</param>
    /// <exception cref="CatalogueException">There is no such column, or it stands twice.</exception>
    public KeptColumns(IReadOnlyList<TableColumn> columns, IReadOnlyList<string>? names)
    {
        var known = new ColumnNames(columns);
        _places = names is null ? [.. Enumerable.Range(0, columns.Count)] : [.. names.Select(known.Exactly)];
        Replaced = [.. _places.Select(place => columns[place].Name).Where(IsAnswer)];
        _places = [.. _places.Where(place => !IsAnswer(columns[place].Name))];
    }

    /// <summary>
    /// Columns that are left out since an answer has their name: a table that was classified before has them.
    /// </summary>
    public IReadOnlyList<string> Replaced { get; }

    /// <summary>The columns of a block that are kept.</summary>
    public IEnumerable<ColumnValues> Kept(ClassifiedBlock block) =>
        _places.Select(place => block.Block.Table.Columns[place]);

    /// <summary>All columns that are written.</summary>
    public IReadOnlyList<ColumnValues> Of(ClassifiedBlock block) => block.Output ??= [.. Kept(block), .. block.Answers];

    private static bool IsAnswer(string name) => ClassifiedBlock.AnswerColumns.Any(
        answer => answer.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
}
