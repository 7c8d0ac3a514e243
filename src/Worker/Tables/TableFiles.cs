using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
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

    /// <summary>Classifies the table into the files, which are there at the end or not at all.</summary>
    /// <exception cref="FailureException">The table is damaged, or a file cannot be written.</exception>
    public async Task WriteAsync(
        Catalogue catalogue,
        TableClassifier classifier,
        TableSummary summary,
        Screen screen,
        CancellationToken cancellation)
    {
        var kept = Named($"--columns {string.Join(',', Columns ?? [])}", () => new KeptColumns(catalogue.TableColumns, Columns));
        if (kept.Replaced.Count > 0)
        {
            screen.Line($"{Input}: its columns {string.Join(", ", kept.Replaced)} are replaced by the answers");
        }

        using var output = Named($"--out {Output}", () => TableOutput.Create(Output));
        using var rejected = Rejected is null ? null : Named($"--rejected {Rejected}", () => TableOutput.Create(Rejected));
        var run = new TableRun(
            catalogue, classifier, kept, output, rejected is null ? null : new RejectedRows(rejected, kept), summary);
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
            throw new FailureException($"{Input}: {fault.Message}", fault);
        }
    }

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
