using System.Globalization;
using System.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

public sealed class DelimitedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\r1,2\r3,4")]
    [InlineData("a\tb\n1\t2\n3\t4\n")]
    [InlineData("a;b\n1;2\n3;4\n")]
    [InlineData("a|b\n1|2\n3|4\n")]
    [InlineData("a   b\n1 2\n  3     4  \n")]
    [InlineData("  a\t b\n1 \t 2\n3 4")]
    [InlineData("a, b\n1 , 2\n\n\"3\", \"4\"\n")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    [InlineData("#Table1\na,b\n1,2\n3,4\n")]
    [InlineData("# SELECT x, y\n#\n\n  # FROM t\na,b\n1,2\n# between, rows\n3,4\n")]
    [InlineData("# a b\n1 2\n3 4\n")]
    [InlineData("# written by numpy\n# a,b\n1,2\n3,4\n")]
    [InlineData("a,b\n1,2,\n3,4,\n")]
    public void A_table_reads_the_same_in_every_dialect(string text)
    {
        var table = Read(text);

        Assert.Equal(["a", "b"], table.Names);
        Assert.Equal(["1 2", "3 4"], table.Rows);
        Assert.Empty(table.Unread);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public void Text_reads_the_same_in_every_encoding_with_a_mark_and_without(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes("name,u\nμ Ceti é,1\n".Replace('μ', name == "iso-8859-1" ? 'm' : 'μ'));

        var plain = TextTable.Of(_folder.Write("plain", bytes));
        var marked = TextTable.Of(_folder.Write("marked", [.. encoding.GetPreamble(), .. bytes]));

        Assert.Equal(name == "iso-8859-1" ? "m Ceti é 1" : "μ Ceti é 1", Assert.Single(plain.Rows));
        Assert.Equal(plain.Rows, marked.Rows);
    }

    [Fact]
    public void Quotes_take_in_separators_lines_and_doubled_quotes_and_lines_are_still_counted()
    {
        var table = Read("a,b\n\"1,\n\n2\",\"say \"\"x\"\"\"\n5'3\" tall,\"\"\n\"x\"y,1\n");

        Assert.Equal(["1,\n\n2 say \"x\"", "5'3\" tall "], table.Rows);
        Assert.Equal([2L, 5], table.Lines);
        Assert.Equal(new UnreadRow(6, "text stands behind a closing quote"), Assert.Single(table.Unread));
    }

    [Theory]
    [InlineData("a,b\n1,\"2\n3,4\n", "line 2: a quote opens here that nothing closes")]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n7,\"8\"\n", "line 3: a quote opens here that nothing closes")]
    [InlineData("", "the file is empty")]
    [InlineData(" \n\r\n", "the file is empty")]
    [InlineData("1,2\n3,4\n", "line 1 is '1,2': the names of the columns belong there")]
    [InlineData("Timeout!\n", "no table: its first line is 'Timeout!'")]
    [InlineData("|   ra|  dec|\n|double|double|\n 1 2\n", "an IPAC table: save it as CSV, VOTable or FITS")]
    public void What_is_no_table_is_refused_in_words(string text, string why) =>
        Assert.Equal(why, Assert.Throws<CatalogueException>(() => Read(text)).Message);

    [Fact]
    public void A_row_of_another_width_is_told_with_its_line()
    {
        var table = Read("a,b\n1\n1,2\n1,2,3\n");

        Assert.Equal(["1 2"], table.Rows);
        Assert.Equal(
            [new UnreadRow(2, "1 fields instead of 2"), new UnreadRow(4, "3 fields instead of 2")], table.Unread);
    }

    [Fact]
    public void A_decimal_comma_is_told_by_the_values()
    {
        using var file = TableFile.Open(_folder.Write("t", "a;b\n20,5;-3\n-0,25;1e3\n"));
        var block = file.Reader.NewBlock();
        Assert.True(file.Reader.Read(block));

        Assert.True(block.Columns[0].TryNumber(1, out var comma));
        Assert.True(block.Columns[1].TryNumber(1, out var plain));
        Assert.Equal((-0.25, 1000), (comma, plain));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("N/A")]
    [InlineData("--")]
    [InlineData("NaN")]
    [InlineData("-inf")]
    [InlineData("Infinity")]
    [InlineData("masked")]
    [InlineData("\\N")]
    public void Words_for_no_value_are_no_numbers_and_no_fault(string word)
    {
        Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(word), hasDecimalComma: false, out var number));
        Assert.True(double.IsNaN(number));
        Assert.False(NumberText.TryParse("bright"u8, hasDecimalComma: false, out _));
    }

    [Fact]
    public void Numbers_are_read_to_the_last_bit()
    {
        var random = new Random(3);
        for (var i = 0; i < 200_000; i++)
        {
            var number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12));
            var text = (i % 4) switch
            {
                0 => number.ToString("F" + random.Next(0, 12), CultureInfo.InvariantCulture),
                1 => number.ToString("R", CultureInfo.InvariantCulture),
                2 => number.ToString("E" + random.Next(0, 17), CultureInfo.InvariantCulture),
                _ => $" {number:F5} ",
            };

            Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(text), hasDecimalComma: false, out var read));
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)),
                BitConverter.DoubleToInt64Bits(read));
        }
    }

    [Fact]
    public void Units_of_an_ECSV_are_read_from_its_header()
    {
        using var file = TableFile.Open(_folder.Write(
            "t", "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: ra, unit: deg, datatype: float64}\n# - {name: u, datatype: x}\nra u\n1 2\n"));

        Assert.Equal(["deg", null], file.Reader.Columns.Select(column => column.Unit));
    }

    [Fact]
    public void Rows_do_not_depend_on_where_the_text_is_cut_into_blocks()
    {
        var random = new Random(11);
        var rows = Enumerable.Range(0, 60_000)
            .Select(i => (Id: $"{i}", Note: new string((char)('a' + (i % 26)), random.Next(0, 40))))
            .ToList();
        var text = string.Concat(rows.Select((row, i) =>
            $"{row.Id},{(i % 7 == 0 ? $"\"{row.Note}\r\n\"\"{row.Note}\"" : row.Note)}\r\n"));

        var table = Read("id,note\r\n" + text);

        Assert.Equal(
            rows.Select((row, i) => $"{row.Id} {(i % 7 == 0 ? $"{row.Note}\r\n\"{row.Note}" : row.Note)}"), table.Rows);
        Assert.Equal(60_000 + rows.Count / 7 + 1, table.Lines[^1] - 1);
    }

    private TextTable Read(string text) => TextTable.Of(_folder.Write("t", text));
}
