using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;

namespace Streaming.Worker.Tables;

/// <summary>
/// Reads a table, classifies it on all processors, and writes the answers in its order. Few blocks are under way at a
/// time, whatever the size of the table.
/// </summary>
/// <param name="catalogue">The table.</param>
/// <param name="classifier">Classifies its blocks.</param>
/// <param name="columns">Which of its columns are written.</param>
/// <param name="output">Where they are written to, with the answers.</param>
/// <param name="rejected">Where rejected rows are written to; null: nowhere.</param>
/// <param name="summary">Counts what was said.</param>
/// <param name="parts">Where it goes on, and writes down how far it is; null where it cannot.</param>
internal sealed class TableRun(
    Catalogue catalogue,
    TableClassifier classifier,
    KeptColumns columns,
    TableWriter output,
    RejectedRows? rejected,
    TableSummary summary,
    TableParts? parts)
{
    // Enough that reading, classifying and writing do not wait for each other.
    private static readonly int UnderWay = Environment.ProcessorCount + 2;

    private readonly ConcurrentBag<ClassifiedBlock> _spare = [];

    /// <summary>Classifies all rows.</summary>
    /// <exception cref="Catalogues.CatalogueException">The table is damaged, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var blocks = Channel.CreateBounded<Task<ClassifiedBlock>>(
            new BoundedChannelOptions(UnderWay) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(blocks.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(cancellation))
            {
                await WriteAsync(await block);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await reading;
        if (parts is not null)
        {
            await parts.CompleteAsync();
            return;
        }

        rejected?.Complete();
        output.Complete();
    }

    private async Task ReadAsync(ChannelWriter<Task<ClassifiedBlock>> blocks, CancellationToken cancellation)
    {
        var done = (Rows: parts?.Rows ?? 0, Unread: parts?.Unread ?? 0);
        try
        {
            while (true)
            {
                var classified = _spare.TryTake(out var spare) ? spare : new ClassifiedBlock(catalogue.NewBlock());
                if (catalogue.Read(classified.Block) is not { } block)
                {
                    break;
                }

                classified = block == classified.Block ? classified : new ClassifiedBlock(block);
                done = classified.Skip(done.Rows, done.Unread);
                var work = Task.Run(
                    () =>
                    {
                        classifier.Classify(classified);
                        return classified;
                    },
                    cancellation);
                await blocks.WriteAsync(work, cancellation);
            }

            blocks.Complete();
        }
        catch (Exception fault)
        {
            // Told to the writer, behind the rows that were read before.
            blocks.Complete(fault);
        }
    }

    private async Task WriteAsync(ClassifiedBlock classified)
    {
        catalogue.Check(classified.Block);
        output.Write(columns.Of(classified), CollectionsMarshal.AsSpan(classified.Rows));
        rejected?.Write(classified);
        summary.Add(classified);
        if (parts is not null)
        {
            await parts.AfterAsync(classified, summary);
        }

        _spare.Add(classified);
    }
}
