using System.Collections.Concurrent;
using System.Diagnostics;
using RabbitMQ.Client;

namespace Streaming.LoadTests.Faults.Accounting;

/// <summary>
/// A telescope that gives up nothing: it publishes at a pace, and what the broker has not confirmed, or has returned, it
/// publishes again, over a new connection when it must.
/// </summary>
/// <param name="connect">Connects to the broker.</param>
/// <param name="account">Told of every confirm.</param>
/// <param name="letters">What to send, without end.</param>
/// <param name="rate">Observations a second.</param>
internal sealed class PacedPublisher(
    Func<CancellationToken, Task<IConnection>> connect, Account account, IEnumerable<Letter> letters, int rate)
{
    private const int MostUnanswered = 2_000;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<Letter> _extra = [];
    private readonly ConcurrentQueue<Letter> _refused = [];
    private readonly Stopwatch _running = new();
    private long _begun;
    private int _sentAgain;
    private int _returned;
    private volatile bool _isEnding;

    /// <summary>Publishes of what may have been in the broker before: each can give a repeat.</summary>
    public int SentAgain => Volatile.Read(ref _sentAgain);

    /// <summary>Publishes that no queue took, as the publisher was told.</summary>
    public int Returned => Volatile.Read(ref _returned);

    /// <summary>Sends something beside the night, soon.</summary>
    public void Add(Letter letter) => _extra.Enqueue(letter);

    /// <summary>Begins no more of the night: <see cref="RunAsync"/> returns when all is confirmed.</summary>
    public void End() => _isEnding = true;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var night = letters.GetEnumerator();
        var again = new Queue<Letter>();
        _running.Start();
        while (true)
        {
            try
            {
                var link = await PublisherLink.OpenAsync(await connect(cancellationToken), Settle, cancellationToken);
                try
                {
                    while (link.IsOpen && !link.IsForgotten)
                    {
                        await SendDueAsync(link, again, night, cancellationToken);
                        if (_isEnding && again.Count == 0 && _extra.IsEmpty && link.Unanswered == 0 && _refused.IsEmpty)
                        {
                            return;
                        }

                        await Task.Delay(_refused.IsEmpty ? Step : Pause, cancellationToken);
                        while (_refused.TryDequeue(out var refused))
                        {
                            again.Enqueue(refused);
                        }
                    }
                }
                finally
                {
                    foreach (var letter in await link.EndAsync())
                    {
                        again.Enqueue(letter);
                        _sentAgain++;
                    }
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested && IsOfBroker(fault))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private async Task SendDueAsync(
        PublisherLink link, Queue<Letter> again, IEnumerator<Letter> night, CancellationToken cancellationToken)
    {
        while (again.Count > 0 && link.IsFree && link.Unanswered < MostUnanswered)
        {
            await link.SendAsync(again.Dequeue(), cancellationToken);
        }

        while (link.IsFree && _extra.TryDequeue(out var extra))
        {
            await link.SendAsync(extra, cancellationToken);
        }

        var due = (long)(_running.Elapsed.TotalSeconds * rate);
        while (!_isEnding && _begun < due && again.Count == 0 && link.IsFree && link.Unanswered < MostUnanswered)
        {
            night.MoveNext();
            _begun++;
            await link.SendAsync(night.Current, cancellationToken);
        }
    }

    private void Settle(Letter letter, bool isTaken)
    {
        if (isTaken)
        {
            account.Confirm(letter.Entry);
            return;
        }

        Interlocked.Increment(ref _returned);
        _refused.Enqueue(letter);
    }

    private static bool IsOfBroker(Exception fault) => fault
        is RabbitMQ.Client.Exceptions.RabbitMQClientException
        or IOException or TimeoutException or ObjectDisposedException or OperationCanceledException
        or System.Net.Sockets.SocketException;
}
