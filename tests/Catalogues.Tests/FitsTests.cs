using Streaming.Catalogues.Fits;
using Streaming.Catalogues.Tables;
using static Streaming.Catalogues.Tests.FitsText;

namespace Streaming.Catalogues.Tests;

/// <summary>What astropy does not write, and what no program should.</summary>
public sealed class FitsTests
{
    [Fact]
    public void Fields_of_an_ASCII_table_may_lack_a_point_have_a_D_and_stand_for_no_value()
    {
        var table = Read(File(
            Table("TABLE", 20, 4, 3)
                + "|TTYPE1  = 'n'|TFORM1  = 'I4'|TBCOL1  = 1|TNULL1  = '-999'"
                + "|TTYPE2  = 'f'|TFORM2  = 'F6.2'|TBCOL2  = 6|TSCAL2  = 2.0|TNULL2  = '***'"
                + "|TTYPE3  = 'd'|TFORM3  = 'D8.3'|TBCOL3  = 13",
            "  12   12.5 1.500D02"
            + "-999    ***         "
            + "        150   20D+00"
            + "+7.0    1.0  1.0    "));

        Assert.Equal(["12", "", ""], table["n"]);
        Assert.Equal(["25", "", "3"], table["f"]);
        Assert.Equal(["150", "", "0.02"], table["d"]);
        Assert.Equal(["4: n: '+7.0' is no whole number"], table.Unread);
    }

    [Fact]
    public void A_long_name_goes_on_in_the_next_card()
    {
        var table = Read(File(
            Table("BINTABLE", 8, 1, 1)
                + "|TFORM1  = 'K'|TTYPE1  = 'it''s &'|CONTINUE  'a &'|CONTINUE  'name' / said|TUNIT1  = '&'",
            BigEndian(1)));

        Assert.Equal([("it's a name", "&")], table.Columns.Select(column => (column.Name, column.Unit!)));
    }

    [Fact]
    public void A_text_ends_at_a_NUL_or_before_its_last_blanks_and_is_made_UTF_8()
    {
        var table = Read(File(
            Table("BINTABLE", 8, 3, 2) + "|TFORM1  = '4A'|TFORM2  = '4A2'",
            "ab\0dx y " + " a  \0   " + "é\u00ff\u0001   zz"));

        Assert.Equal(["ab", " a", "??\u0001"], table["col1"]);
        Assert.Equal(["x", "", ""], table["col2_1"]);
        Assert.Equal(["y", "", "zz"], table["col2_2"]);
    }

    [Fact]
    public void Columns_without_bytes_and_bytes_without_columns_are_passed_over()
    {
        var table = Read(File(
            Table("BINTABLE", 20, 2, 3) + "|TFORM1  = '0D'|TFORM2  = '1K'|TFORM3  = '0A'|TTYPE2  = 'k'",
            [.. BigEndian(1, 0), 0, 0, 0, 0, .. BigEndian(2, 0), 0, 0, 0, 0]));

        Assert.Equal(["k"], table.Columns.Select(column => column.Name));
        Assert.Equal(["1", "2"], table["k"]);
    }

    [Theory]
    [InlineData(3, "the file ends after row 2 of 3")]
    [InlineData(long.MaxValue, "the file ends after row 360 of 9223372036854775807")]
    public void A_file_with_fewer_rows_than_it_says_is_cut(long rows, string message)
    {
        var file = File(Table("BINTABLE", 8, rows, 1) + "|TFORM1  = 'K'", BigEndian(1, 2));
        Assert.Equal(message, FaultOf(rows == 3 ? file[..^(2880 - 23)] : file));
    }

    [Theory]
    [InlineData("NAXIS2  = -1", "its header says NAXIS2 = -1")]
    [InlineData("TFIELDS = 2", "its header has no TFORM2")]
    [InlineData("TFORM1  = '8Y'", "its header says TFORM1 = 8Y")]
    [InlineData("TFORM1  = '2K'", "its header says NAXIS1 = 8, but the columns up to number 1 take 16 bytes")]
    [InlineData("TFORM1  = '99999999999999999999K'", "its header says TFORM1 = 99999999999999999999K")]
    [InlineData("NAXIS1  = 2147483648", "its rows are longer than 16 MiB: NAXIS1 = 2147483648")]
    [InlineData("ZTABLE  = T", "a compressed table: uncompress it (CFITSIO's funpack)")]
    [InlineData("TFORM1  = 'C'", "no column of its table can be read: column col1 is not read: complex numbers")]
    [InlineData("TFIELDS = 0", "its table has no columns")]
    [InlineData("XTENSION= 'IMAGE'", "no table in it: an image")]
    public void A_header_that_cannot_be_read_is_named(string card, string message)
    {
        // Of two cards the first counts.
        var cards = Table("BINTABLE", 8, 1, 1) + "|TFORM1  = 'K'";
        cards = card.StartsWith('X') ? card + cards[20..] : cards[..20] + "|" + card + cards[20..];

        Assert.Equal(message, FaultOf(File(cards, BigEndian(1))));
    }

    [Fact]
    public void A_long_row_comes_in_smaller_blocks()
    {
        var file = File(Table("BINTABLE", 1024 * 1024, 6, 1) + "|TFORM1  = 'K'", new byte[6 * 1024 * 1024]);
        using var reader = new FitsReader(new MemoryStream(file));
        var block = reader.NewBlock();

        Assert.True(reader.Read(block));
        Assert.Equal((4, 4L), (block.Rows, block.Line(3)));
        Assert.True(reader.Read(block));
        Assert.Equal((2, 6L), (block.Rows, block.Line(1)));
    }

    [Fact]
    public void What_does_not_fit_into_FITS_is_said()
    {
        var integers = new ColumnValues(new TableColumn("id", ColumnKind.Integer));
        integers.Add((long?)null);
        integers.Add((long?)long.MinValue);
        var text = new ColumnValues(new TableColumn("word", ColumnKind.Text));
        text.Add("a\0b"u8);
        var named = new ColumnValues(new TableColumn(new string('n', 69), ColumnKind.Number));

        Assert.Contains("beside missing values", Fault(integers, [0, 1]), StringComparison.Ordinal);
        Assert.Contains("a NUL in it", Fault(text, [0]), StringComparison.Ordinal);
        Assert.Contains("too long for a FITS header", Fault(named, []), StringComparison.Ordinal);

        static string Fault(ColumnValues values, int[] rows) => Assert.Throws<CatalogueException>(() =>
        {
            using var writer = new FitsWriter(new MemoryStream());
            writer.Write([values], rows);
            writer.Complete();
        }).Message;
    }
}
