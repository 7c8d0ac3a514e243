using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Worker.Tables;

/// <summary>The files of a run. What is wrong with one of them is said with its name.</summary>
/// <param name="Input">The table.</param>
/// <param name="Output">Where it goes with the answers.</param>
/// <param name="Rejected">Where rejected rows go; null: nowhere.</param>
/// <param name="Columns">Names of the columns that are written again; null: all.</param>
internal sealed record TableFiles(string Input, string Output, string? Rejected, IReadOnlyList<string>? Columns)
{
    private const int Mebibyte = 1024 * 1024;

    /// <exception cref="FailureException">The table cannot be read.</exception>
    public Catalogue Open(CatalogueRequest request) =>
        Named(Input, () => Catalogue.Open(Input, request, Columns?.ToHashSet()));

    /// <summary>
    /// Whether a run that is stopped leaves something to go on with: both files are lines of text, and the table is a
    /// file, which can be read again.
    /// </summary>
    private bool HasParts =>
        Input != TableFile.StandardInput
        && TableOutput.HasParts(Output)
        && (Rejected is null || TableOutput.HasParts(Rejected))
        && new FileInfo(Input) is { Exists: true, Length: > 0 };

    /// <summary>
    /// Classifies the table into the files, which are there at the end or not at all; their parts may be.
    /// </summary>
    /// <exception cref="FailureException">The table is damaged, or a file cannot be written.</exception>
    public async Task WriteAsync(
        Catalogue catalogue,
        TableClassifier classifier,
        TableSummary summary,
        Screen screen,
        CancellationToken cancellation)
    {
        var kept = Named(
            $"--columns {string.Join(',', Columns ?? [])}", () => new KeptColumns(catalogue.TableColumns, Columns));
        if (kept.Replaced.Count > 0)
        {
            screen.Line($"{Input}: its columns {string.Join(", ", kept.Replaced)} are replaced by the answers");
        }

        if (Rejected is not null && Path.GetFullPath(Rejected) == Path.GetFullPath(Output))
        {
            throw new FailureException($"--rejected {Rejected}: --out has the same name");
        }

        await using var parts = HasParts ? OpenParts(screen.Time) : null;
        if (parts?.Begin(TableRequest.Of(this, catalogue, classifier), summary) is { } said)
        {
            screen.Line(said);
        }

        using var whole = parts is null ? Create("--out", Output) : null;
        using var wholeRejected = parts is null && Rejected is not null ? Create("--rejected", Rejected) : null;
        var rejected = wholeRejected ?? parts?.Rejected;
        var run = new TableRun(
            catalogue,
            classifier,
            kept,
            whole ?? parts!.Output,
            rejected is null ? null : new RejectedRows(rejected, kept),
            summary,
            parts);
        var work = run.RunAsync(cancellation);
        try
        {
            await (catalogue.RowCount is { } rows
                ? Progress.ShowAsync(screen, "Classifying", rows, () => (summary.Rows, ""), work)
                : Progress.ShowAsync(
                    screen,
                    "Classifying, MiB",
                    catalogue.Length / Mebibyte,
                    () => (catalogue.Position / Mebibyte, $"{summary.Rows:N0} rows"),
                    work));
        }
        catch (CatalogueException fault)
        {
            await (parts?.DiscardAsync() ?? Task.CompletedTask);
            throw new FailureException($"{Input}: {fault.Message}", fault);
        }
        catch (OperationCanceledException) when (parts is not null)
        {
            if (await parts.StopAsync(summary) is { } left)
            {
                screen.Line(left);
            }

            throw;
        }
    }

    private TableParts OpenParts(TimeProvider time)
    {
        var output = OpenPart("--out", Output);
        try
        {
            return new TableParts(output, Rejected is null ? null : OpenPart("--rejected", Rejected), time);
        }
        catch (FailureException)
        {
            output.IsKept = File.Exists(TableParts.CheckpointOf(output));
            output.Dispose();
            throw;
        }
    }

    private static PartOutput OpenPart(string option, string path) =>
        Named($"{option} {path}", () => TableOutput.OpenPart(path));

    private static TableWriter Create(string option, string path) =>
        Named($"{option} {path}", () => TableOutput.Create(path));

    private static T Named<T>(string name, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (CatalogueException fault)
        {
            throw new FailureException($"{name}: {fault.Message}", fault);
        }
    }
}
