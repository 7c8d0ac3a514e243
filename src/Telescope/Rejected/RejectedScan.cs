using Streaming.Contracts;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary>Goes once through the rejections that were kept, in the queue or in a file.</summary>
/// <param name="selection">Which of them are meant.</param>
/// <param name="file">The file; null for the queue.</param>
/// <param name="run">When this run began: what was rejected again since is passed over.</param>
internal sealed class RejectedScan(RejectedSelection selection, string? file, DateTimeOffset run)
{
    private long _seen;
    private long _chosen;

    /// <summary>Rejections looked at.</summary>
    public long Seen => Volatile.Read(ref _seen);

    /// <summary>Rejections that are meant.</summary>
    public long Chosen => Volatile.Read(ref _chosen);

    /// <summary>Looks through them, and shows how far it is.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="title">What is done.</param>
    /// <param name="broker">Where the queue is; null where a file is read.</param>
    /// <param name="dealWithAsync">Deals with those of a round that are meant.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FailureException">There is no such queue or file.</exception>
    public Task RunAsync(
        Screen screen,
        string title,
        KeptBroker? broker,
        Func<KeptQueue?, IReadOnlyList<Rejection>, Task> dealWithAsync,
        CancellationToken cancellation) => Progress.ShowAsync(
        screen.Aside,
        title,
        null,
        () => (Seen, ""),
        file is null
            ? OfQueueAsync(broker!, dealWithAsync, cancellation)
            : OfFileAsync(file, dealWithAsync, cancellation));

    private async Task OfQueueAsync(
        KeptBroker broker, Func<KeptQueue?, IReadOnlyList<Rejection>, Task> dealWithAsync, CancellationToken cancellation)
    {
        var there = await broker.VisitAsync(
            [RejectionsTopology.Queue], (queue, round) => DealWithAsync(queue, round, dealWithAsync), cancellation);
        if (there == 0)
            throw new FailureException(
                $"the broker has no queue {RejectionsTopology.Queue}: nothing keeps rejections yet; "
                + "'telescope rejected keep' begins with it");
    }

    private async Task OfFileAsync(
        string path, Func<KeptQueue?, IReadOnlyList<Rejection>, Task> dealWithAsync, CancellationToken cancellation)
    {
        foreach (var round in RejectedFile.Rounds(path))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await DealWithAsync(null, round, dealWithAsync)) return;
        }
    }

    private async Task<bool> DealWithAsync(
        KeptQueue? queue,
        IReadOnlyList<KeptMessage> round,
        Func<KeptQueue?, IReadOnlyList<Rejection>, Task> dealWithAsync)
    {
        var read = round
            .Where(message => message.Resent?.IsOf(run) is not true)
            .Select(Rejection.Of)
            .OfType<Rejection>()
            .ToList();
        var chosen = read.Where(selection.Takes).Take((int)Math.Min(round.Count, selection.Limit - Chosen)).ToList();
        if (chosen.Count > 0) await dealWithAsync(queue, chosen);
        Interlocked.Add(ref _chosen, chosen.Count);
        Interlocked.Add(ref _seen, read.Count);
        return Chosen < selection.Limit;
    }
}
