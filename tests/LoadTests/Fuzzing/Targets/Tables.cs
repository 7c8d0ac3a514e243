using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;
using Streaming.Integration.Tests.Processes;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>Small good tables of every format.</summary>
internal static class Tables
{
    private const int Rows = 20;

    private static readonly string[] Header = ["objid", "ra", "dec", "u", "g", "r", "i", "z", "redshift", "class"];

    public static IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "\n", "\r\n", "\"", "\"\"", ",", "\t", "|", "# ", "NaN", "-9999", "END", "TFORM1  = '1PE(3)'", "TDIM", "NAXIS2  = ",
            "THEAP   = ", "PCOUNT  = ", "<TR>", "</TD>", "&amp;", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "arraysize=\"*\"", "PAR1",
            "encoding=\"base64\"", "\0", "é",
        }.Select(Encoding.UTF8.GetBytes),
        [0x1F, 0x8B, 8, 0], [0xFF, 0xFE],
    ];

    public static IReadOnlyList<byte[]> Delimited { get; } =
    [
        Text(','), Text('\t'), Text('|'),
        Encoding.UTF8.GetBytes("# a comment\nra,dec,\"psf, Mag_r\",name\n1,2,3,\"a\"\"b\nc\"\n4,5,,\n"),
        Encoding.Unicode.GetBytes("\uFEFFra,dec,u,g,r\n1,2,3,4,5\n"),
        Encoding.UTF8.GetBytes("ra dec u g r i z\n1.0  2.0 3 4 5 6 7\n"),
    ];

    public static IReadOnlyList<byte[]> JsonLines { get; } =
    [
        Written("table.jsonl"),
        "{\"ra\":1,\"dec\":NaN,\"u\":null,\"g\":\"18.5\",\"more\":{\"a\":[1]}}\n\n{\"g\":1e400}\n"u8.ToArray(),
    ];

    public static IReadOnlyList<byte[]> Fits { get; } = [Written("table.fits"), AsciiFits()];

    public static IReadOnlyList<byte[]> Parquet { get; } = [Written("table.parquet")];

    public static IReadOnlyList<byte[]> VoTables { get; } =
    [
        VoTable("<TABLEDATA>" + string.Concat(Enumerable.Range(0, Rows).Select(
            row => $"<TR><TD>{row}</TD><TD>1{row}</TD><TD>19.{row}</TD><TD>18</TD><TD/><TD>a&amp;b</TD></TR>\n")) + "</TABLEDATA>"),
        VoTable($"<BINARY><STREAM encoding=\"base64\">{Binary(hasNulls: false)}</STREAM></BINARY>"),
        VoTable($"<BINARY2><STREAM encoding=\"base64\">{Binary(hasNulls: true)}</STREAM></BINARY2>"),
    ];

    public static IReadOnlyList<byte[]> Packed { get; } =
        [.. Delimited.Concat(Fits).Concat(VoTables).Select(table =>
            Messages.Pack(table, into => new GZipStream(into, CompressionLevel.Fastest)))];

    private static byte[] Text(char delimiter) => Encoding.UTF8.GetBytes(string.Join(delimiter, Header) + "\n"
        + string.Concat(Enumerable.Range(0, Rows).Select(row => FormattableString.Invariant(
            $"{row},{row * 7.5},{row - 5.5},19.{row},18.{row},17.{row},-9999,17,0.{row},GALAXY\n").Replace(',', delimiter))));

    private static byte[] Written(string name)
    {
        using var folder = new TemporaryFolder();
        ColumnValues[] columns = [.. Header.Select(column => new ColumnValues(new TableColumn(
            column, column == "objid" ? ColumnKind.Integer : column == "class" ? ColumnKind.Text : ColumnKind.Number)))];
        var text = new MemoryStream();
        for (var row = 0; row < Rows; row++)
        {
            foreach (var column in columns)
            {
                switch (column.Column.Kind)
                {
                    case ColumnKind.Integer:
                        column.Add((long?)row);
                        break;
                    case ColumnKind.Text:
                        column.Add((int)text.Length, 4);
                        text.Write("STAR"u8);
                        break;
                    default:
                        column.AddNumbers(1)[0] = row % 5 == 0 ? double.NaN
                            : column.Column.Name == "redshift" ? row / 10.0 : 17 + (row / 10.0);
                        break;
                }
            }
        }

        columns[^1].UseText(text.ToArray());
        var path = folder.Combine(name);
        using (var writer = TableOutput.Create(path))
        {
            writer.Write(columns, [.. Enumerable.Range(0, Rows)]);
            writer.Complete();
        }

        return File.ReadAllBytes(path);
    }

    private static byte[] AsciiFits()
    {
        var rows = string.Concat(Enumerable.Range(0, Rows).Select(row => $"{row,6}{row * 7.5,10:F3}  STAR   19.5   18.5  17.25"));
        return
        [
            .. Cards("SIMPLE  =                    T|BITPIX  =                    8|NAXIS   =                    0"),
            .. Cards(
                $"XTENSION= 'TABLE   '|BITPIX  = 8|NAXIS   = 2|NAXIS1  = 46|NAXIS2  = {Rows}|PCOUNT  = 0|GCOUNT  = 1"
                + "|TFIELDS = 6|TTYPE1  = 'dec     '|TBCOL1  = 1|TFORM1  = 'I6      '|TTYPE2  = 'ra      '|TBCOL2  = 7"
                + "|TFORM2  = 'F10.3   '|TTYPE3  = 'class   '|TBCOL3  = 17|TFORM3  = 'A8      '"
                + "|TTYPE4  = 'u       '|TBCOL4  = 25|TFORM4  = 'F7.2    '|TTYPE5  = 'g       '|TBCOL5  = 32"
                + "|TFORM5  = 'F7.2    '|TTYPE6  = 'r       '|TBCOL6  = 39|TFORM6  = 'F7.2    '"),
            .. Filled(Encoding.ASCII.GetBytes(rows), 0),
        ];
    }

    private static byte[] Cards(string cards) => Filled(
        Encoding.ASCII.GetBytes(string.Concat(cards.Split('|').Append("END").Select(card => card.PadRight(80)))), (byte)' ');

    private static byte[] Filled(byte[] data, byte fill) =>
        [.. data, .. Enumerable.Repeat(fill, ((data.Length + 2879) / 2880 * 2880) - data.Length)];

    private static byte[] VoTable(string data) => Encoding.UTF8.GetBytes(
        $"""
        <?xml version="1.0"?><VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results">
        <INFO name="QUERY_STATUS" value="OK"/><TABLE nrows="{Rows}"><FIELD name="ra" datatype="double" unit="deg"/>
        <FIELD name="dec" datatype="short"><VALUES null="-1"/></FIELD><FIELD name="u" datatype="float"/>
        <FIELD name="g" datatype="float"/><FIELD name="r" datatype="float"/><FIELD name="class" datatype="char" arraysize="*"/>
        <DATA>{data}</DATA></TABLE></RESOURCE></VOTABLE>
        """);

    private static string Binary(bool hasNulls)
    {
        var bytes = new List<byte>();
        Span<byte> number = stackalloc byte[sizeof(double)];
        for (var row = 0; row < Rows; row++)
        {
            if (hasNulls)
            {
                bytes.Add((byte)(row % 4 == 0 ? 0x40 : 0));
            }

            BinaryPrimitives.WriteDoubleBigEndian(number, row * 7.5);
            bytes.AddRange(number);
            bytes.AddRange([0, (byte)row]);
            BinaryPrimitives.WriteSingleBigEndian(number, 18.5f);
            bytes.AddRange([.. number[..4], .. number[..4], .. number[..4], 0, 0, 0, 4]);
            bytes.AddRange("STAR"u8);
        }

        return Convert.ToBase64String([.. bytes]);
    }
}
