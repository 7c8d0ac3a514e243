using System.Text.Json;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

public sealed class JsonLinesWriterTests : IDisposable
{
    private readonly WrittenTable _table = new();

    [Fact]
    public void A_row_is_an_object_whose_values_have_the_kinds_of_their_columns()
    {
        var path = _table.Write(
            "out.jsonl",
            WrittenTable.Integers("objid", 1237648720693755918, null),
            WrittenTable.Numbers("ra", 185.25, double.PositiveInfinity),
            WrittenTable.Texts("digits", "007", ""),
            WrittenTable.Texts("name \"x\"", "M 31\n\\ Å", "𝛼"));
        Assert.Equal(
            "{\"objid\":1237648720693755918,\"ra\":185.25,\"digits\":\"007\",\"name \\\"x\\\"\":\"M 31\\n\\\\ Å\"}\n",
            File.ReadAllText(path)[..(File.ReadAllText(path).IndexOf('\n') + 1)]);
        using var second = JsonDocument.Parse(File.ReadAllLines(path)[1]);
        Assert.Equal("𝛼", second.RootElement.GetProperty("name \"x\"").GetString());
        Assert.All(
            ["objid", "ra", "digits"],
            name => Assert.Equal(JsonValueKind.Null, second.RootElement.GetProperty(name).ValueKind));
    }

    [Fact]
    public void Many_rows_are_all_complete_objects()
    {
        string?[] texts = [.. Enumerable.Range(0, 20_000).Select(i => $"{i} \"{new string('ü', i % 90)}\"")];
        var path = _table.Write("out.ndjson.gz", WrittenTable.Texts("t", texts), WrittenTable.Numbers(
            "n", [.. texts.Select((_, i) => i / 3.0)]));
        using var lines = new StreamReader(new System.IO.Compression.GZipStream(
            File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        for (var i = 0; i < texts.Length; i++)
        {
            using var row = JsonDocument.Parse(lines.ReadLine()!);
            Assert.Equal(texts[i], row.RootElement.GetProperty("t").GetString());
            Assert.Equal(i / 3.0, row.RootElement.GetProperty("n").GetDouble());
        }

        Assert.Null(lines.ReadLine());
    }

    [Fact]
    public void Bytes_that_are_no_text_do_not_spoil_the_file()
    {
        var column = new ColumnValues(new TableColumn("t", ColumnKind.Text));
        column.UseText([(byte)'a', 0xFF, 0xC3, (byte)'b']);
        column.Add(0, 4);
        var path = _table.Write("out.json", column);
        using var row = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal("a\uFFFD\uFFFDb", row.RootElement.GetProperty("t").GetString());
    }

    public void Dispose() => _table.Dispose();
}
