using System.Text;
using Streaming.Catalogues.VoTables;

namespace Streaming.Catalogues.Tests;

/// <summary>What archives answer, and what no program should write.</summary>
public sealed class VoTableTests
{
    private const string Field = "<FIELD name='x' datatype='double'/>";

    [Fact]
    public void Versions_prefixes_and_a_DTD_do_not_matter()
    {
        var table = Read(
            """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <!DOCTYPE VOTABLE SYSTEM "http://us-vo.org/xml/VOTable.dtd">
            <v:VOTABLE version="1.1" xmlns:v="http://www.ivoa.net/xml/VOTable/v1.1"><v:RESOURCE><v:TABLE>
            <v:FIELD ID="word" datatype="char" arraysize="*" unit=" "/><v:FIELD name="n" datatype="int" unit="mag"/>
            <v:DATA><v:TABLEDATA>
            <v:TR><v:TD>a &amp; <![CDATA[<b>]]> é  </v:TD><v:TD> 0x1F </v:TD></v:TR>
            <v:TR><v:TD/><v:TD>+7</v:TD></v:TR>
            </v:TABLEDATA></v:DATA></v:TABLE></v:RESOURCE></v:VOTABLE>
            """,
            Encoding.Latin1);

        Assert.Equal(["a & <b> é", ""], table["word"]);
        Assert.Equal(["31", "7"], table["n"]);
        Assert.Equal([null, "mag"], table.Columns.Select(column => column.Unit));
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_named_by_its_line_and_the_others_are_read()
    {
        var table = Read(Document(
            "<FIELD name='n' datatype='int'/><FIELD name='flag' datatype='boolean'/>",
            "<DATA><TABLEDATA>\n<TR><TD>1</TD><TD>T</TD></TR>\n<TR><TD>2</TD><TD>maybe</TD></TR>\n<TR><TD>3</TD></TR>"
            + "\n<TR><TD>x</TD><TD/></TR>\n<TR><TD>4</TD><TD>?</TD></TR>\n</TABLEDATA></DATA>"));

        Assert.Equal(["1", "4"], table["n"]);
        Assert.Equal(["true", ""], table["flag"]);
        Assert.Equal(
            [
                "3: flag: 'maybe' is neither true nor false", "4: 1 cells instead of 2", "5: n: 'x' is no whole number",
            ],
            table.Unread);
    }

    [Fact]
    public void The_first_table_with_data_is_read()
    {
        var table = Read(Document(
            "<FIELD name='other' datatype='int'/></TABLE><TABLE>" + Field,
            "<DATA><TABLEDATA><TR><TD>1.5</TD></TR></TABLEDATA></DATA></TABLE><TABLE>" + Field
            + "<DATA><TABLEDATA><TR><TD>2.5</TD></TR></TABLEDATA></DATA>"));

        Assert.Equal(["1.5"], table["x"]);
    }

    [Theory]
    [InlineData("<INFO name='QUERY_STATUS' value='ERROR'>Unknown column\n  'foo'</INFO>", "Unknown column 'foo'")]
    [InlineData("<INFO name='QUERY_STATUS' value='ERROR'/>", "it gives no reason")]
    [InlineData("<INFO ID='Error' name='Error' value='SR too large'/>", "SR too large")]
    public void An_archives_error_is_told_wherever_it_stands(string info, string message)
    {
        message = $"the archive answered with an error: {message}";
        var rows = "<DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA>";

        Assert.Equal(message, FaultOf($"<VOTABLE><RESOURCE>{info}</RESOURCE></VOTABLE>"));
        Assert.Equal(message, FaultOf(Document(info + Field, rows)));
        Assert.Equal(message, FaultOf(Document(Field, rows + "</TABLE>" + info + "<TABLE>")));
    }

    [Theory]
    [InlineData("<BINARY2><STREAM href='http://a.org/t'/></BINARY2>", "its data stand elsewhere, in http://a.org/t:")]
    [InlineData("<FITS><STREAM encoding='base64'>U0lN</STREAM></FITS>", "its data are a FITS file inside the VOTable")]
    [InlineData("<BINARY><STREAM encoding='gzip'>H4sI</STREAM></BINARY>", "its data are not base64")]
    [InlineData("<BINARY/>", "its table has no STREAM of data")]
    [InlineData("<BINARY><STREAM encoding='base64'>AAAA</STREAM></BINARY>", "the data end in the middle of a row")]
    [InlineData("<BINARY><STREAM encoding='base64'>A*AA</STREAM></BINARY>", "damaged or cut after row 0")]
    [InlineData("<TABLEDATA><TR><TD>1</TD></TR>", "damaged or cut after row 1")]
    [InlineData("<TABLEDATA><TR><TD>&entity;</TD></TR></TABLEDATA>", "damaged or cut after row 0")]
    public void Data_that_cannot_be_read_are_named(string data, string message)
    {
        Assert.StartsWith(message, FaultOf(Document(Field, $"<DATA>{data}</DATA>")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<FIELD name='x'/>", "column x has no datatype that is known")]
    [InlineData("<FIELD name='x' datatype='quad'/>", "column x has no datatype that is known: 'quad'")]
    [InlineData("<FIELD name='x' datatype='char' arraysize='some'/>", "column x has arraysize 'some'")]
    [InlineData(
        "<FIELD name='x' datatype='double' arraysize='*'/>",
        "no column of its table can be read: column x is not read: arrays of numbers")]
    [InlineData("", "its table has no columns")]
    public void A_field_that_cannot_be_read_is_named(string field, string message)
    {
        Assert.Equal(message, FaultOf(Document(field, "<DATA><TABLEDATA/></DATA>")));
    }

    [Fact]
    public void A_text_that_says_it_is_of_2_gigabytes_is_not_made_room_for()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = FaultOf(Document(
            "<FIELD name='word' datatype='char' arraysize='*'/>",
            "<DATA><BINARY><STREAM encoding='base64'>f////wAA</STREAM></BINARY></DATA>"));

        Assert.Equal("a text of 2147483647 bytes: up to 16 MiB are read", fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    private static string Document(string fields, string data) =>
        $"<VOTABLE><RESOURCE><TABLE>{fields}{data}</TABLE></RESOURCE></VOTABLE>";

    private static ReadTable Read(string document, Encoding? encoding = null) =>
        ReadTable.Of(new VoTableReader(new MemoryStream((encoding ?? Encoding.UTF8).GetBytes(document))));

    private static string FaultOf(string document) =>
        Assert.Throws<CatalogueException>(() => Read(document)).Message;
}
