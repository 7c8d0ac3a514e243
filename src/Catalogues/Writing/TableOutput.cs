using Streaming.Catalogues.Fits;
using Streaming.Catalogues.Parquet;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>Chooses by its name how a file is written.</summary>
internal static class TableOutput
{
    /// <summary>The name that means standard output.</summary>
    public const string StandardOutput = "-";

    private const string Gzip = ".gz";

    // The end of the name, and what writes the table as lines.
    private static readonly (string End, Func<Stream, LineWriter> Format)[] Lines =
    [
        (".csv", output => new DelimitedWriter(output, (byte)',')),
        (".tsv", output => new DelimitedWriter(output, (byte)'\t')),
        (".jsonl", output => new JsonLinesWriter(output)),
        (".ndjson", output => new JsonLinesWriter(output)),
        (".json", output => new JsonLinesWriter(output)),
    ];

    // And whether it may be packed: Parquet is already.
    private static readonly (string End, Func<Stream, TableWriter> Format, bool MayBePacked)[] Formats =
    [
        .. Lines.Select(lines => (lines.End, (Func<Stream, TableWriter>)lines.Format, true)),
        (".parquet", output => new ParquetWriter(output), false),
        (".fits", output => new FitsWriter(output), true),
    ];

    /// <summary>The ends of names that there are, for people.</summary>
    public static string Ends { get; } =
        $"{string.Join(", ", Formats.Select(format => format.End))}, or with {Gzip} behind "
        + string.Join(", ", Formats.Where(format => format.MayBePacked).Select(format => format.End));

    /// <summary>The ends of names of which a part can be gone on with, for people.</summary>
    public static string LineEnds { get; } = string.Join(", ", Lines.Select(lines => lines.End));

    /// <summary>Whether a part of a file can be gone on with: it is made of lines, and not packed.</summary>
    public static bool HasParts(string path) =>
        Array.Exists(Lines, lines => path.EndsWith(lines.End, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens the part of a file that <see cref="HasParts"/>.</summary>
    /// <exception cref="CatalogueException">It cannot be written, or another process is writing it.</exception>
    public static PartOutput OpenPart(string path) => new(
        path, Array.Find(Lines, lines => path.EndsWith(lines.End, StringComparison.OrdinalIgnoreCase)).Format);

    /// <summary>Opens a table to write.</summary>
    /// <param name="path">A path, or <c>-</c> for CSV on standard output.</param>
    /// <exception cref="CatalogueException">It cannot be written, or its name tells no format.</exception>
    public static TableWriter Create(string path)
    {
        if (path == StandardOutput)
        {
            return new DelimitedWriter(Console.OpenStandardOutput(), (byte)',');
        }

        var isPacked = path.EndsWith(Gzip, StringComparison.OrdinalIgnoreCase);
        var name = isPacked ? path[..^Gzip.Length] : path;
        foreach (var (end, format, mayBePacked) in Formats)
        {
            if (name.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (mayBePacked || !isPacked))
            {
                return new FileOutput(path, isPacked, format);
            }
        }

        throw new CatalogueException($"the end of its name tells the format, and is none of {Ends}");
    }
}
