using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary>Goes once through the queues of what was set aside, and counts.</summary>
/// <param name="selection">Which messages are meant.</param>
/// <param name="run">When this run began: what it sent again itself is passed over.</param>
internal sealed class ErrorScan(ErrorSelection selection, DateTimeOffset run)
{
    // Half of the limit that RabbitMQ 4 has by itself: early enough to do something.
    private const int WorthTelling = 10;

    private readonly HashSet<string> _found = [];
    private long _seen;

    /// <summary>Messages looked at.</summary>
    public long Seen => Volatile.Read(ref _seen);

    /// <summary>Messages that are meant.</summary>
    public long Chosen { get; private set; }

    /// <summary>The most times that one was handed back to its queue, this time not counted.</summary>
    public long MostHandedBack { get; private set; }

    /// <summary>Looks through the queues, and shows how far it is.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="title">What is done.</param>
    /// <param name="broker">Where they are.</param>
    /// <param name="dealWithAsync">Deals with those of a round that are meant.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FailureException">One of the ids, or the one queue that was asked for, is not there.</exception>
    public async Task RunAsync(
        Screen screen,
        string title,
        KeptBroker broker,
        Func<KeptQueue, IReadOnlyList<SetAside>, Task> dealWithAsync,
        CancellationToken cancellation) => await Progress.ShowAsync(
        screen.Aside,
        title,
        await broker.CountAsync(selection.Queues, cancellation),
        () => (Seen, ""),
        RunAsync(broker, dealWithAsync, cancellation));

    private async Task RunAsync(
        KeptBroker broker, Func<KeptQueue, IReadOnlyList<SetAside>, Task> dealWithAsync, CancellationToken cancellation)
    {
        var there = await broker.VisitAsync(
            selection.Queues, (queue, round) => DealWithAsync(queue, round, dealWithAsync), cancellation);
        if (there == 0 && selection.Queues is [var name])
            throw new FailureException($"the broker has no queue {name}: nothing was ever set aside there");
        if (selection.Ids.Except(_found).FirstOrDefault() is { } id && Chosen < selection.Limit)
            throw new FailureException($"no message has the id {SafeText.Line(id)}");
    }

    /// <summary>Says what looking costs, where it costs something.</summary>
    public void Warn(Screen screen, KeptBroker broker)
    {
        if (broker.HasDeliveryLimit && MostHandedBack + 1 >= WorthTelling)
            screen.Complain(
                "RabbitMQ 4 deletes a message that was handed back more often than its queue's delivery limit, 20 where "
                + "neither the queue's arguments nor the policy 'kept' of deploy/rabbitmq say more; "
                + $"the most so far is {MostHandedBack + 1:N0}");
    }

    private async Task<bool> DealWithAsync(
        KeptQueue queue, IReadOnlyList<KeptMessage> round, Func<KeptQueue, IReadOnlyList<SetAside>, Task> dealWithAsync)
    {
        MostHandedBack = Math.Max(MostHandedBack, round.Max(message => message.HandedBack));
        var chosen = round
            .Where(message => message.Resent?.IsOf(run) is not true)
            .Select(SetAside.Of)
            .Where(selection.Takes)
            .Take((int)Math.Min(round.Count, selection.Limit - Chosen))
            .ToList();
        Chosen += chosen.Count;
        if (selection.Ids.Count > 0) _found.UnionWith(chosen.Select(one => one.Message.Id));
        if (chosen.Count > 0) await dealWithAsync(queue, chosen);
        Interlocked.Add(ref _seen, round.Count);
        return Chosen < selection.Limit;
    }
}
