using Parquet;
using Parquet.Schema;

namespace Streaming.Catalogues.Tests;

/// <summary>Files as another implementation of Parquet writes and reads them.</summary>
internal static class OtherParquet
{
    public delegate Task ColumnWriter(ParquetRowGroupWriter group);

    public static (Field Field, ColumnWriter Write) Column<T>(DataField field, params T[] values)
        where T : struct => (field, group => group.WriteAsync<T>(field, values));

    public static (Field Field, ColumnWriter Write) Nullable<T>(DataField field, params T?[] values)
        where T : struct => (field, group => group.WriteAsync<T>(field, values));

    public static (Field Field, ColumnWriter Write) Text(string name, params string?[] values)
    {
        var field = new DataField<string>(name);
        return (field, group => group.WriteAsync(field, values));
    }

    /// <summary>A column of one list of numbers.</summary>
    public static (Field Field, ColumnWriter Write) List(string name, params double[] values)
    {
        var element = new DataField<double>(ListField.ElementName);
        return (new ListField(name, element), group => group.WriteAllPartsAsync<double>(
            element,
            values,
            Enumerable.Repeat(element.MaxDefinitionLevel, values.Length).ToArray(),
            Enumerable.Range(0, values.Length).Select(place => Math.Min(place, 1)).ToArray(),
            CancellationToken.None));
    }

    public static async Task WriteAsync(
        string path, ParquetOptions options, int rowGroups, params (Field Field, ColumnWriter Write)[] columns)
    {
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(columns.Select(column => column.Field)), file, options);
        for (var i = 0; i < rowGroups; i++)
        {
            using var group = writer.CreateRowGroup();
            foreach (var (_, write) in columns)
            {
                await write(group);
            }
        }
    }

    /// <summary>Reads nullable columns: how many row groups there are, and each column as texts.</summary>
    public static async Task<(int RowGroups, IReadOnlyList<(string Name, List<string> Values)> Columns)> ReadAsync(
        string path)
    {
        await using var file = await ParquetReader.CreateAsync(path);
        var columns = file.Schema.DataFields.Select(field => (field.Name, Values: new List<string>())).ToList();
        foreach (var group in file.RowGroups)
        {
            foreach (var (field, column) in file.Schema.DataFields.Zip(columns))
            {
                column.Values.AddRange(await ReadAsync(group, field));
            }
        }

        return (file.RowGroupCount, columns);
    }

    private static async Task<IEnumerable<string>> ReadAsync(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(long))
        {
            var integers = new long?[group.RowCount];
            await group.ReadAsync<long>(field, integers.AsMemory());
            return integers.Select(integer => $"{integer}");
        }

        if (field.ClrType == typeof(double))
        {
            var numbers = new double?[group.RowCount];
            await group.ReadAsync<double>(field, numbers.AsMemory());
            return numbers.Select(number => $"{number}");
        }

        if (field.ClrType == typeof(float))
        {
            var singles = new float?[group.RowCount];
            await group.ReadAsync<float>(field, singles.AsMemory());
            return singles.Select(single => $"{single}");
        }

        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts.AsMemory());
        return texts.Select(text => text ?? "");
    }
}
