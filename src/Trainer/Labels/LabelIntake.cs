using System.Data.Common;
using Microsoft.Extensions.Logging;
using Streaming.Contracts;
using Streaming.Trainer.Telemetry;

namespace Streaming.Trainer.Labels;

/// <summary>Sorts messages into labels and faults, and stores the labels.</summary>
internal sealed class LabelIntake(
    LabelStore store, TrainerMetrics metrics, TimeProvider time, ILogger<LabelIntake> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private int _taken;
    private int _changed;
    private int _refused;

    /// <summary>How many messages were taken, how many changed the store, how many were no labels.</summary>
    public (int Taken, int Changed, int Refused) Counts => (_taken, _changed, _refused);

    /// <summary>Stores every label of a batch; returns when they are on disk.</summary>
    /// <param name="batch">The messages.</param>
    /// <param name="cancellation">Ends the wait for a database that is away; what is being stored is stored.</param>
    /// <returns>The messages that are no label, each with its reasons.</returns>
    /// <exception cref="OperationCanceledException">Stopped; the messages must come again.</exception>
    public async Task<IReadOnlyList<(IncomingLabel Message, IReadOnlyList<RejectionReason> Reasons)>> TakeAsync(
        IReadOnlyList<IncomingLabel> batch, CancellationToken cancellation)
    {
        var labels = new List<Label>(batch.Count);
        var refused = new List<(IncomingLabel, IReadOnlyList<RejectionReason>)>();
        var now = time.GetUtcNow();
        foreach (var message in batch)
        {
            var (label, reasons) = LabelReader.Read(message.Body, message.Properties.ContentType, now);
            if (label is not null)
            {
                labels.Add(label);
            }
            else
            {
                refused.Add((message, reasons));
            }
        }

        var changed = await StoreAsync(labels, cancellation);
        _taken += batch.Count;
        _changed += changed;
        _refused += refused.Count;
        metrics.LabelsTaken(changed, labels.Count - changed, refused.Count);
        logger.LabelsStored(labels.Count, changed);
        return refused;
    }

    // Waits here while the database is away: handed back, each message would come again at once, and after so many
    // times the broker drops it.
    private async Task<int> StoreAsync(List<Label> labels, CancellationToken cancellation)
    {
        for (var pause = FirstPause; labels.Count > 0; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await store.PutAsync(labels, CancellationToken.None);
            }
            catch (Exception fault) when (IsOfDatabase(fault))
            {
                logger.StoreRetried(store.Address, pause, fault.GetBaseException().Message);
            }

            await Task.Delay(pause, time, cancellation);
        }

        return 0;
    }

    // What is at its bottom differs: a database that is not there is refused by a socket.
    private static bool IsOfDatabase(Exception fault) => fault is DbException or IOException
        || (fault.InnerException is { } inner && IsOfDatabase(inner));
}
