using System.Text;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Tests;

/// <summary>Makes columns to write, writes them to a file, and reads files as texts.</summary>
internal sealed class WrittenTable : IDisposable
{
    private const int RowsOfCall = 3000;

    public string Folder { get; } = Directory.CreateTempSubdirectory("catalogues").FullName;

    public string File(string name) => Path.Combine(Folder, name);

    public static ColumnValues Texts(string name, params string?[] values)
    {
        var (column, bytes) = (new ColumnValues(new TableColumn(name, ColumnKind.Text)), new MemoryStream());
        foreach (var value in values)
        {
            var utf8 = Encoding.UTF8.GetBytes(value ?? "");
            column.Add((int)bytes.Length, utf8.Length);
            bytes.Write(utf8);
        }

        column.UseText(bytes.ToArray());
        return column;
    }

    public static ColumnValues Numbers(string name, params double[] values)
    {
        var column = new ColumnValues(new TableColumn(name, ColumnKind.Number));
        values.CopyTo(column.AddNumbers(values.Length));
        return column;
    }

    public static ColumnValues Singles(string name, params float[] values)
    {
        var column = new ColumnValues(new TableColumn(name, ColumnKind.Number) { IsSingle = true });
        Array.ForEach(values, value => column.Add(value));
        return column;
    }

    public static ColumnValues Integers(string name, params long?[] values)
    {
        var column = new ColumnValues(new TableColumn(name, ColumnKind.Integer));
        foreach (var value in values)
        {
            column.Add(value);
        }

        return column;
    }

    /// <summary>Writes all rows, some thousand at a time.</summary>
    public string Write(string name, params ColumnValues[] columns)
    {
        using var writer = TableOutput.Create(File(name));
        var rows = Enumerable.Range(0, columns[0].Count).ToArray();
        for (var start = 0; start == 0 || start < rows.Length; start += RowsOfCall)
        {
            writer.Write(columns, rows.AsSpan(start, Math.Min(RowsOfCall, rows.Length - start)));
        }

        writer.Complete();
        return File(name);
    }

    /// <summary>Reads a file: for each column its name, its kind, and its values as texts.</summary>
    public static IReadOnlyList<(string Name, ColumnKind Kind, List<string> Values)> Read(string path)
    {
        using var file = TableFile.Open(path);
        var block = file.Reader.NewBlock();
        var read = file.Reader.Columns.Select(
            column => (column.Name, column.Kind, Values: new List<string>())).ToList();
        while (file.Reader.Read(block))
        {
            Assert.Empty(block.Unread);
            Assert.InRange(block.Rows, 1, Math.Max(TableReader.BlockRows, file.Reader.HasLines ? int.MaxValue : 0));
            for (var i = 0; i < read.Count; i++)
            {
                read[i].Values.AddRange(Enumerable.Range(0, block.Rows).Select(block.Columns[i].Text));
            }
        }

        return read;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
