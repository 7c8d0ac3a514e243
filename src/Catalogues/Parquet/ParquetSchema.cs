using ParquetSharp;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>The flat columns of a file, each with what reads it, and in words what is left out.</summary>
internal sealed class ParquetSchema
{
    private ParquetSchema(
        IReadOnlyList<TableColumn> columns, IReadOnlyList<ColumnDecoder> decoders, IReadOnlyList<string> notes) =>
        (Columns, Decoders, Notes) = (columns, decoders, notes);

    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>What reads a column, by its place in <see cref="Columns"/>.</summary>
    public IReadOnlyList<ColumnDecoder> Decoders { get; }

    public IReadOnlyList<string> Notes { get; }

    /// <exception cref="CatalogueException">No column can be read.</exception>
    public static ParquetSchema Of(SchemaDescriptor schema)
    {
        var (columns, decoders, notes) = (new List<TableColumn>(), new List<ColumnDecoder>(), new List<string>());
        var nested = new List<string>();
        for (var i = 0; i < schema.NumColumns; i++)
        {
            var column = schema.Column(i);
            var path = column.Path.ToDotVector();
            if (path.Length > 1 || column.MaxRepetitionLevel > 0)
            {
                nested.Add(path[0]);
                continue;
            }

            using var type = TypeOf(column);
            if (type is null || ColumnDecoders.Of(i, column, type) is not var (kind, decoder))
            {
                notes.Add($"column '{column.Name}' is left out: its values are {NameOf(column, type)}");
                continue;
            }

            columns.Add(new TableColumn(column.Name, kind)
            {
                IsSingle = column.PhysicalType == PhysicalType.Float,
                IsSurelyText = true,
            });
            decoders.Add(decoder);
        }

        notes.AddRange(nested.Distinct().Select(
            name => $"column '{name}' is left out: it holds lists or other columns"));
        return columns.Count > 0
            ? new ParquetSchema(columns, decoders, notes)
            : throw new CatalogueException("a Parquet file without a column of numbers or texts");
    }

    // The library does not know the latest types, of which files have the number alone.
    private static LogicalType? TypeOf(ColumnDescriptor column)
    {
        try
        {
            return column.LogicalType;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string NameOf(ColumnDescriptor column, LogicalType? type) => type?.Type switch
    {
        null => "of a type that is not known",
        LogicalTypeEnum.None => $"{column.PhysicalType}",
        var known => $"{known}",
    };
}
