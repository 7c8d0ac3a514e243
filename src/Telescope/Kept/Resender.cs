using Streaming.Telescope.Publishing;

namespace Streaming.Telescope.Kept;

/// <summary>
/// Sends messages again, a round at a time: publishes all of it, waits for the broker's answers, and only then takes those
/// that were confirmed off their queue. Killed in between it repeats a round, and loses nothing.
/// </summary>
internal sealed class Resender(ConfirmChannel channel, TimeProvider time)
{
    // Longer than any confirm takes that comes at all: the broker stores a message in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How long confirms are waited for after Ctrl-C.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private int _sent;
    private int _returned;
    private int _refused;

    /// <summary>Messages that were confirmed, and are off their queue.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Those that the broker did not take; they stay where they are.</summary>
    public int NotTaken => Volatile.Read(ref _returned) + Volatile.Read(ref _refused);

    /// <summary>Sends a round.</summary>
    /// <param name="queue">Whose round it is; null of a file's.</param>
    /// <param name="round">What is sent of it.</param>
    /// <param name="stop">After this no other is published; those under way are still waited for.</param>
    /// <exception cref="FailureException">The broker has not answered for all of them.</exception>
    public async Task SendAsync(KeptQueue? queue, IEnumerable<Again> round, CancellationToken stop)
    {
        var underWay = new List<(KeptMessage Message, Task<PublishOutcome> Answer)>();
        foreach (var again in round)
        {
            if (stop.IsCancellationRequested) break;
            underWay.Add((
                again.Message,
                channel.PublishAsync(again.Route.QueueExchange, again.Properties, again.Body)));
        }

        await AnsweredAsync(underWay.Select(one => one.Answer), stop);
        var answered = new List<(PublishOutcome Outcome, ulong Tag)>();
        foreach (var (message, answer) in underWay)
        {
            answered.Add((answer.IsCompletedSuccessfully ? await answer : PublishOutcome.Lost, message.Tag));
        }

        var answers = answered.ToLookup(one => one.Outcome, one => one.Tag);
        if (queue is not null) await queue.AcknowledgeAsync([.. answers[PublishOutcome.Confirmed]]);
        _sent += answers[PublishOutcome.Confirmed].Count();
        _returned += answers[PublishOutcome.Returned].Count();
        _refused += answers[PublishOutcome.Refused].Count();
        if (answers[PublishOutcome.Lost].Count() is > 0 and var lost)
            throw new FailureException(
                $"the broker has not answered for {lost:N0} messages, which may be sent twice; {Sent:N0} were sent again, "
                + "and all others are still there: run it again to go on");
    }

    /// <summary>Ends the command with a failure if the broker did not take a message.</summary>
    public void ThrowIfNotTaken()
    {
        if (NotTaken == 0) return;
        string?[] kinds =
        [
            _returned == 0 ? null : $"{_returned:N0} returned because no queue takes them",
            _refused == 0 ? null : $"{_refused:N0} refused by the broker",
        ];
        throw new FailureException(
            $"{NotTaken:N0} messages could not be sent and are still there: {string.Join(", ", kinds.OfType<string>())}");
    }

    private async Task AnsweredAsync(IEnumerable<Task> answers, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        await using var hurry = stop.Register(() => limit.CancelAfter(Grace));
        await Task.WhenAny(Task.WhenAll(answers), Task.Delay(Timeout.InfiniteTimeSpan, time, limit.Token));
    }
}
