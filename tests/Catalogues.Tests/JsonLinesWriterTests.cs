using System.Text;
using System.Text.Json;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

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
    public void Numbers_of_a_text_file_are_numbers_with_their_own_digits()
    {
        var path = _table.Write(
            "out.jsonl",
            WrittenTable.Texts("objid", "1237648720693755918", " 7 ", "", "null", "-0"),
            WrittenTable.Texts("u", "19.250", "+2.50", ".5", "-", "1.5E+3"),
            WrittenTable.Texts("plate", "0266", "1", "", "null", "2"),
            WrittenTable.Texts("class", "STAR", "1", "null", "\"", ""));

        Assert.Equal(
            [
                """{"objid":1237648720693755918,"u":19.250,"plate":"0266","class":"STAR"}""",
                """{"objid":7,"u":2.50,"plate":"1","class":"1"}""",
                """{"objid":null,"u":0.5,"plate":null,"class":"null"}""",
                """{"objid":null,"u":null,"plate":"null","class":"\""}""",
                """{"objid":-0,"u":1.5E+3,"plate":"2","class":null}""",
            ],
            File.ReadAllLines(path));
    }

    [Fact]
    public void What_is_no_number_where_numbers_were_is_a_string()
    {
        string?[] values = [.. Enumerable.Range(0, 9_000).Select(i => $"{i}.50")];
        string[] later = ["QSO", "007", "12345678901234567890", "+.1e999", "1,5", "2.5.1"];
        later.CopyTo(values, 5_000);

        var path = _table.Write("out.jsonl", WrittenTable.Texts("z", values));

        Assert.Equal(
            values.Select(value => later.Contains(value) ? $$"""{"z":"{{value}}"}""" : $$"""{"z":{{value}}}"""),
            File.ReadAllLines(path));
        Assert.Equal(values, WrittenTable.Read(path)[0].Values);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-12.50e-3", true)]
    [InlineData("1E5", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("01", false)]
    [InlineData("+1", false)]
    [InlineData("1.", false)]
    [InlineData(".5", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("1 ", false)]
    [InlineData("0x1", false)]
    public void Digits_are_a_number_in_json_as_other_readers_say(string text, bool isNumber)
    {
        Assert.Equal(isNumber, JsonNumber.Is(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(isNumber, IsNumber(text));

        static bool IsNumber(string text)
        {
            try
            {
                using var document = JsonDocument.Parse($"[{text}]");
                return document.RootElement.GetArrayLength() == 1 && !text.EndsWith(' ');
            }
            catch (JsonException)
            {
                return false;
            }
        }
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
