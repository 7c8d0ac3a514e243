using Streaming.Catalogues.Writing;

namespace Streaming.Worker.Tables;

/// <summary>
/// The outputs of a run that may be stopped: parts, and a checkpoint beside the first of them, from which the same
/// command goes on. What stands in the parts behind the checkpoint is written again.
/// </summary>
internal sealed class TableParts : IAsyncDisposable
{
    // Little is lost with a process that is killed, and the disk has its time for the rows.
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time;
    private readonly string _checkpoint;
    private TableRequest? _request;
    private Task _saving = Task.CompletedTask;
    private long? _savedAt;

    /// <summary>Takes the parts for this process alone.</summary>
    /// <param name="output">The part of the output.</param>
    /// <param name="rejected">The part of rejected rows; null where they are not written.</param>
    /// <param name="time">The clock by which checkpoints are written.</param>
    public TableParts(PartOutput output, PartOutput? rejected, TimeProvider time)
    {
        (Output, Rejected, _time) = (output, rejected, time);
        _checkpoint = CheckpointOf(output);
        KeepParts(File.Exists(_checkpoint));
    }

    /// <summary>Where it is written down how far a part is.</summary>
    public static string CheckpointOf(PartOutput output) => $"{output.Part}.json";

    public PartOutput Output { get; }

    public PartOutput? Rejected { get; }

    /// <summary>Rows of the table that are done.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that could not be split into columns, and are done.</summary>
    public long Unread { get; private set; }

    /// <summary>Goes on with what the same run left, or begins.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="summary">Given what was counted before.</param>
    /// <returns>A line that says so; null where nothing was left.</returns>
    public string? Begin(TableRequest request, TableSummary summary)
    {
        _request = request;
        if (!File.Exists(_checkpoint))
        {
            Begin(null);
            return null;
        }

        var before = TableCheckpoint.Read(_checkpoint);
        if (WhyNot(before) is { } why)
        {
            // First of all: it must not be taken for one of what is written now.
            File.Delete(_checkpoint);
            Begin(null);
            return $"{Output.Part} is begun anew: {why}";
        }

        Begin(before);
        summary.Restore(before!.Counts);
        return FormattableString.Invariant($"{Output.Part} goes on at row {Rows + Unread + 1:N0}");
    }

    /// <summary>Counts a block that was written, and now and then writes down how far the run is.</summary>
    public async Task AfterAsync(ClassifiedBlock block, TableSummary summary)
    {
        var rows = block.Block.Rows - block.FirstRow;
        var unread = block.Block.Table.Unread.Count - block.FirstUnread;
        Rows += rows;
        Unread += unread;
        var isDue = _savedAt is not { } saved || _time.GetElapsedTime(saved) >= Gap;
        if (isDue && rows + unread > 0 && _saving.IsCompleted)
        {
            await _saving;
            _savedAt = _time.GetTimestamp();
            // Beside the work on the next blocks: a disk may take its time.
            _saving = Save(summary);
        }
    }

    /// <summary>Writes down how far the run is, as it ends here.</summary>
    /// <returns>A line that says so; null where there is nothing to go on from.</returns>
    public async Task<string?> StopAsync(TableSummary summary)
    {
        await _saving;
        if (Rows + Unread == 0)
        {
            return null;
        }

        await Save(summary);
        return FormattableString.Invariant($"the same command goes on at row {Rows + Unread + 1:N0}");
    }

    /// <summary>Gives the files their names.</summary>
    public async Task CompleteAsync()
    {
        await _saving;
        Rejected?.Complete();
        Output.Complete();
        File.Delete(_checkpoint);
    }

    /// <summary>Leaves nothing to go on with: it would end in the same way.</summary>
    public async Task DiscardAsync()
    {
        await _saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        File.Delete(_checkpoint);
        KeepParts(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Output.Dispose();
        Rejected?.Dispose();
    }

    private string? WhyNot(TableCheckpoint? before) =>
        before is null ? $"{_checkpoint} is broken"
        : _request!.DiffersFrom(before.Request) is { } difference ? difference
        : !Output.Holds(before.Output) || (before.Rejected is { } rejected && !Rejected!.Holds(rejected))
            ? "less of it is there than was"
        : null;

    private void Begin(TableCheckpoint? before)
    {
        KeepParts(before is not null);
        Output.Begin(before?.Output);
        Rejected?.Begin(before?.Rejected);
        (Rows, Unread) = (before?.Rows ?? 0, before?.Unread ?? 0);
    }

    private void KeepParts(bool isKept)
    {
        Output.IsKept = isKept;
        _ = Rejected is null || (Rejected.IsKept = isKept);
    }

    private Task Save(TableSummary summary)
    {
        var checkpoint = new TableCheckpoint(
            _request!, Rows, Unread, Output.Mark(), Rejected?.Mark(), summary.Counts);
        return Task.Run(() =>
        {
            Output.FlushToDisk();
            Rejected?.FlushToDisk();
            checkpoint.Write(_checkpoint);
            KeepParts(true);
        });
    }
}
