using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;

namespace Streaming.Trainer.Data;

/// <summary>Files of rows, and what was said of their columns.</summary>
/// <param name="Files">Their paths; <c>-</c> is standard input.</param>
/// <param name="Columns">What was said.</param>
internal sealed record DataSource(IReadOnlyList<string> Files, CatalogueRequest Columns)
{
    private const long Megabyte = 1_000_000;

    /// <summary>Whether it can be read but once.</summary>
    public bool IsPassing => Files.Contains(TableFile.StandardInput);

    /// <summary>As a command line would say it again.</summary>
    public override string ToString() =>
        string.Join(' ', Files.Select(file => $"--data {file}").Append(Columns.Said)).TrimEnd();

    /// <summary>Reads the files, and shows how far that is where they are large.</summary>
    /// <param name="screen">Where; <see cref="Screen.Aside"/> where standard output is data.</param>
    /// <param name="measurements">Measurements that are wanted beside bands and redshift.</param>
    /// <param name="cancellation">Stops between two blocks of rows.</param>
    /// <param name="classes">Whether rows need a class.</param>
    /// <param name="onBlock">Looks at each block of rows, with all of the file's columns; null: nobody does.</param>
    /// <exception cref="FailureException">A file cannot be read, lacks a column or has no usable row.</exception>
    public async Task<LabelledData> ReadAsync(
        Screen screen,
        IReadOnlyList<string> measurements,
        CancellationToken cancellation,
        ClassUse classes = ClassUse.Required,
        Action<Catalogue, CatalogueBlock>? onBlock = null)
    {
        var reader = new CatalogueReader(Columns with { Class = classes, Measurements = measurements }, onBlock);
        var work = Task.Run(() => reader.ReadFiles(Files, cancellation), cancellation);
        await Progress.ShowAsync(
            screen,
            $"Reading {string.Join(", ", Files.Select(Path.GetFileName))}, MB",
            Size() / Megabyte,
            () => (reader.Bytes / Megabyte, FormattableString.Invariant($"{reader.Rows:N0} rows")),
            work);
        return await work;
    }

    // Null where it is not known; a file that is not there will be said to be missing by whoever reads it.
    private long? Size() =>
        Files.All(File.Exists) ? Files.Sum(file => new FileInfo(file).Length) : null;
}
