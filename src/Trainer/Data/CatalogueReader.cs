using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;
using CsvHelper.Configuration;

namespace Streaming.Trainer.Data;

/// <summary>Reads labelled observations from catalogue exports. A faulty row is left out and reported.</summary>
internal static class CatalogueReader
{
    /// <param name="files">The files.</param>
    /// <param name="measurements">Named measurements to read beside bands and redshift.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <exception cref="FailureException">A file cannot be read, lacks a column or has no usable row.</exception>
    public static LabelledData Read(
        IReadOnlyList<string> files, IReadOnlyList<string> measurements, CancellationToken cancellation) =>
        Read(files, measurements, isLabelled: true, cancellation);

    /// <summary>Reads observations whose class need not be known.</summary>
    /// <exception cref="FailureException">The file cannot be read, lacks a column or has no usable row.</exception>
    public static LabelledData ReadUnlabelled(
        string file, IReadOnlyList<string> measurements, CancellationToken cancellation) =>
        Read([file], measurements, isLabelled: false, cancellation);

    private static LabelledData Read(
        IReadOnlyList<string> files,
        IReadOnlyList<string> measurements,
        bool isLabelled,
        CancellationToken cancellation)
    {
        var rows = new List<LabelledRow>();
        var dropped = new List<DroppedRow>();
        var seen = new Dictionary<ObjectKey, string>();
        var digests = new List<string>();
        foreach (var file in files)
        {
            var before = rows.Count;
            digests.Add(ReadFile(file, measurements, isLabelled, rows, dropped, seen, cancellation));
            if (rows.Count == before)
            {
                throw new FailureException(
                    $"--data {file}: no usable row{FirstFault(dropped, Path.GetFileName(file))}");
            }
        }

        return new LabelledData(
            string.Join(", ", files.Select(Path.GetFileName)), string.Join(", ", digests), rows, dropped);
    }

    /// <summary>As above, without measurements.</summary>
    /// <exception cref="FailureException">A file cannot be read, lacks a column or has no usable row.</exception>
    public static LabelledData Read(IReadOnlyList<string> files, CancellationToken cancellation) =>
        Read(files, [], cancellation);

    private static string ReadFile(
        string file,
        IReadOnlyList<string> measurements,
        bool isLabelled,
        List<LabelledRow> rows,
        List<DroppedRow> dropped,
        Dictionary<ObjectKey, string> seen,
        CancellationToken cancellation)
    {
        try
        {
            // Read whole, once: the digest is that of the very bytes that were parsed.
            var content = File.ReadAllBytes(file);
            using var reader = new StreamReader(new MemoryStream(content));
            ReadRows(reader, file, measurements, isLabelled, rows, dropped, seen, cancellation);
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException($"--data {file}: no such file", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CsvHelperException)
        {
            throw new FailureException($"--data {file}: cannot be read: {fault.Message}", fault);
        }
    }

    private static void ReadRows(
        TextReader reader,
        string file,
        IReadOnlyList<string> measurements,
        bool isLabelled,
        List<LabelledRow> rows,
        List<DroppedRow> dropped,
        Dictionary<ObjectKey, string> seen,
        CancellationToken cancellation)
    {
        // SkyServer may write "#Table1" before the header. A stray quote is a fault of its row, not of the file.
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            AllowComments = true,
            BadDataFound = null,
        };
        using var parser = new CsvParser(reader, configuration);
        if (!parser.Read())
        {
            throw new FailureException($"--data {file}: the file is empty");
        }

        var name = Path.GetFileName(file);
        var catalogueRow = new CatalogueRow(parser.Record!, file, measurements, isLabelled);
        while (parser.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (catalogueRow.Parse(parser.Record!, parser.RawRow, out var row) is { } fault)
            {
                dropped.Add(new DroppedRow(name, parser.RawRow, fault.Code, fault.Message));
            }
            else if (!seen.TryAdd(row!.Key, $"{name}:{row.Line}"))
            {
                dropped.Add(new DroppedRow(
                    name, row.Line, DroppedRow.Duplicate, $"same magnitudes and redshift as {seen[row.Key]}"));
            }
            else
            {
                rows.Add(row);
            }
        }
    }

    private static string FirstFault(List<DroppedRow> dropped, string name) =>
        dropped.FirstOrDefault(row => row.File == name) is { } first
            ? $" ({dropped.Count(row => row.File == name)} dropped, the first at line {first.Line}: {first.Message})"
            : "";
}
