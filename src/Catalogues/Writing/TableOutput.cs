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

    // The end of the name, what writes the table, and whether it may be packed: Parquet is already.
    private static readonly (string End, Func<Stream, TableWriter> Format, bool MayBePacked)[] Formats =
    [
        (".csv", output => new DelimitedWriter(output, (byte)','), true),
        (".tsv", output => new DelimitedWriter(output, (byte)'\t'), true),
        (".jsonl", output => new JsonLinesWriter(output), true),
        (".ndjson", output => new JsonLinesWriter(output), true),
        (".json", output => new JsonLinesWriter(output), true),
        (".parquet", output => new ParquetWriter(output), false),
        (".fits", output => new FitsWriter(output), true),
    ];

    /// <summary>The ends of names that there are, for people.</summary>
    public static string Ends { get; } =
        $"{string.Join(", ", Formats.Select(format => format.End))}, or with {Gzip} behind "
        + string.Join(", ", Formats.Where(format => format.MayBePacked).Select(format => format.End));

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
