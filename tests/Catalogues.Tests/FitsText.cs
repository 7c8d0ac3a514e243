using System.Buffers.Binary;
using System.Text;
using Streaming.Catalogues.Fits;

namespace Streaming.Catalogues.Tests;

/// <summary>FITS files put together by hand, also ones that no program would write.</summary>
internal static class FitsText
{
    private const string Primary = "SIMPLE  =                    T|BITPIX  = 8|NAXIS   = 0";

    /// <summary>A file with one extension after an empty first unit.</summary>
    /// <param name="cards">The cards, between bars.</param>
    /// <param name="data">What follows them.</param>
    public static byte[] File(string cards, byte[] data) => [.. Header(Primary), .. Header(cards), .. Filled(data)];

    public static byte[] File(string cards, string data) => File(cards, Encoding.Latin1.GetBytes(data));

    /// <summary>The cards of a table: its beginning, without what its columns are.</summary>
    public static string Table(string kind, long rowSize, long rows, int fields) =>
        $"XTENSION= '{kind,-8}'|BITPIX  = 8|NAXIS   = 2|NAXIS1  = {rowSize}|NAXIS2  = {rows}|PCOUNT  = 0|GCOUNT  = 1"
        + $"|TFIELDS = {fields}";

    public static byte[] BigEndian(params long[] values)
    {
        var bytes = new byte[sizeof(long) * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(sizeof(long) * i), values[i]);
        }

        return bytes;
    }

    public static ReadTable Read(byte[] file) => ReadTable.Of(new FitsReader(new MemoryStream(file)));

    public static string FaultOf(byte[] file) => Assert.Throws<CatalogueException>(() => Read(file)).Message;

    private static byte[] Header(string cards) => Filled(Encoding.Latin1.GetBytes(
        string.Concat(cards.Split('|').Append("END").Select(card => card.PadRight(80)))), (byte)' ');

    private static byte[] Filled(byte[] data, byte fill = 0)
    {
        var size = (data.Length + 2879) / 2880 * 2880;
        return [.. data, .. Enumerable.Repeat(fill, size - data.Length)];
    }
}
