using Streaming.Classification.Models.Storage;

namespace Streaming.Classification.Models;

/// <summary>Gets the right to change a store, which one process at a time has.</summary>
internal static class ModelStoreLease
{
    /// <summary>Takes the lease, waiting while another holds it.</summary>
    /// <exception cref="ModelException">
    /// It is held longer than that, and the message says by whom; or the store cannot be written to.
    /// </exception>
    public static async Task<IStoreLease> AcquireAsync(
        ModelStore store, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        var contest = store.Storage.Contend(time);
        var start = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (contest.TryTake() is { } lease)
            {
                return lease;
            }

            if (time.GetElapsedTime(start) >= wait)
            {
                throw Held(store, contest);
            }

            await Task.Delay(contest.RetryInterval, time, cancellationToken);
        }
    }

    /// <summary>Takes the lease at once.</summary>
    /// <exception cref="ModelException">Another holds it, or the store cannot be written to.</exception>
    public static IStoreLease Acquire(ModelStore store)
    {
        var contest = store.Storage.Contend(TimeProvider.System);
        return contest.TryTake() ?? throw Held(store, contest);
    }

    private static ModelException Held(ModelStore store, ILeaseContest contest) =>
        new($"the store {store.Path} is being changed by {contest.DescribeHolder()}; try again later");
}
