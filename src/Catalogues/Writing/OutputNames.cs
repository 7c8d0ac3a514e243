using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>What formats ask of the names of columns.</summary>
internal static class OutputNames
{
    /// <exception cref="CatalogueException">Two columns have the same name.</exception>
    public static void RequireDifferent(IReadOnlyList<ColumnValues> columns, string format)
    {
        var names = new HashSet<string>();
        if (columns.FirstOrDefault(column => !names.Add(column.Column.Name)) is { } twice)
        {
            throw new CatalogueException(
                $"two columns are named '{twice.Column.Name}', which {format} cannot hold: rename one, or write CSV");
        }
    }
}
