using System.Text;

namespace Streaming.Catalogues.Tables;

/// <summary>What a file is, told by how it begins.</summary>
internal enum FileKind
{
    Empty,
    Delimited,
    JsonLines,
    Parquet,
    Fits,
    VoTable,
}

/// <summary>Tells what a file is by its first bytes, never by its name.</summary>
internal static class FileKinds
{
    /// <summary>As many bytes as are looked at.</summary>
    public const int HeadSize = 4096;

    private static readonly (byte[] Beginning, string Meaning)[] NotRead =
    [
        (Bytes("Obj\u0001"), "an Avro file: convert it to Parquet or CSV (alert packets: publish their observations)"),
        ([0x89, .. Bytes("HDF")], "an HDF5 file: save the table as Parquet, FITS or CSV (pandas: read_hdf, to_parquet)"),
        (Bytes("PK\u0003\u0004"), "a zip archive (or a spreadsheet, or npz): unpack it, or save the table as CSV"),
        ([0x93, .. Bytes("NUMPY")], "a NumPy array: save it as CSV with names (numpy.savetxt with header=) or as FITS"),
        (Bytes("ARROW1"), "an Arrow file (Feather): save it as Parquet"),
        (Bytes("ORC"), "an ORC file: save it as Parquet"),
        (Bytes("SQLite format 3"), "an SQLite database: export the table as CSV"),
        (Bytes("%PDF"), "a PDF document: get the table behind it as CSV, VOTable or FITS"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an Excel file: save the sheet as CSV"),
        ([0x80, 0x02], Pickle), ([0x80, 0x03], Pickle), ([0x80, 0x04], Pickle), ([0x80, 0x05], Pickle),
        (Bytes("BZh"), "packed with bzip2: unpack it (bunzip2), or pack it with gzip"),
        ([0xFD, .. Bytes("7zXZ")], "packed with xz: unpack it (unxz), or pack it with gzip"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd: unpack it (unzstd), or pack it with gzip"),
        ([0x1F, 0x8B], "packed with gzip twice: unpack it once"),
        ([0x89, .. Bytes("PNG")], "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"),
    ];

    private const string Pickle = "a Python pickle: save the table as Parquet, FITS or CSV (pandas: to_parquet)";

    /// <summary>Whether a file is packed with gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0x1F, 0x8B]);

    /// <summary>Tells what a file is.</summary>
    /// <param name="head">Its first bytes, unpacked; a text as it is encoded.</param>
    /// <exception cref="CatalogueException">
    /// It is nothing that can be read; the message says what, and what to do.
    /// </exception>
    public static FileKind Of(ReadOnlySpan<byte> head)
    {
        foreach (var (beginning, meaning) in NotRead)
        {
            if (head.StartsWith(beginning))
            {
                throw new CatalogueException(meaning);
            }
        }

        var text = Encoding.UTF8.GetString(head).Replace("\0", "", StringComparison.Ordinal)
            .TrimStart('\uFEFF', '\uFFFD').TrimStart();
        return head.StartsWith("PAR1"u8) ? FileKind.Parquet
            : head.StartsWith("SIMPLE  ="u8) ? FileKind.Fits
            : text.Length == 0 ? FileKind.Empty
            : text[0] == '<' ? Marked(text)
            : text[0] == '{' ? FileKind.JsonLines
            : text[0] == '[' ? throw new CatalogueException("one JSON array: write an object a line (jq -c '.[]')")
            : FileKind.Delimited;
    }

    private static FileKind Marked(string text) =>
        text.Contains("<VOTABLE", StringComparison.OrdinalIgnoreCase)
            || text.Contains(":VOTABLE", StringComparison.Ordinal) ? FileKind.VoTable
        : throw new CatalogueException(
            text.Contains("<html", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
                ? "a web page, saved in place of a table: open it in a browser, it may say what went wrong"
                : "an XML file, but no VOTable");

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
