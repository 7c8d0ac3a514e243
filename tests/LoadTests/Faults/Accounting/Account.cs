using System.Diagnostics;
using Streaming.Contracts;

namespace Streaming.LoadTests.Faults.Accounting;

/// <summary>
/// Who was sent, and what became of each: an entry for each observation, found by the ids that its event may have.
/// </summary>
/// <param name="models">Fingerprints of the models that may answer.</param>
internal sealed class Account(IReadOnlyList<string> models)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, AccountEntry> _byId = [];
    private readonly List<AccountEntry> _entries = [];
    private readonly List<long> _answers = [];
    private int _confirmed;
    private int _answered;
    private int _strange;
    private int _removed;

    /// <summary>Observations confirmed and without an event yet.</summary>
    public int Outstanding
    {
        get
        {
            lock (_lock)
            {
                return Math.Max(0, _confirmed - _answered - _removed);
            }
        }
    }

    /// <summary>When each observation's first event came, in order.</summary>
    public IReadOnlyList<long> Answers
    {
        get
        {
            lock (_lock)
            {
                return [.. _answers];
            }
        }
    }

    /// <summary>Observations with an event.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>What is known of each, in the order of sending.</summary>
    public IReadOnlyList<AccountEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Opens an entry for a body that is to be sent; null when the same body is already there.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="sound">What it says, when it is to be classified.</param>
    public AccountEntry? Open(byte[] body, ObservationReceived? sound)
    {
        var entry = new AccountEntry();
        lock (_lock)
        {
            if (!_byId.TryAdd(EventId.OfRejection(body), entry))
            {
                return null;
            }

            foreach (var model in sound is null ? [] : models)
            {
                _byId.Add(EventId.OfClassification(sound!.ObservationId!, sound.ObservedAt!.Value, model), entry);
            }

            _entries.Add(entry);
            return entry;
        }
    }

    public void Confirm(AccountEntry entry)
    {
        lock (_lock)
        {
            _confirmed += entry.Confirmed == 0 ? 1 : 0;
            entry.Confirmed = entry.Confirmed == 0 ? Stopwatch.GetTimestamp() : entry.Confirmed;
        }
    }

    /// <summary>Notes an event.</summary>
    public void Note(Guid id, bool isRejection)
    {
        lock (_lock)
        {
            if (!_byId.TryGetValue(id, out var entry))
            {
                _strange++;
            }
            else if (entry.Answered > 0)
            {
                entry.Repeats++;
            }
            else
            {
                (entry.Answered, entry.IsRejected) = (Stopwatch.GetTimestamp(), isRejection);
                _answers.Add(entry.Answered);
                _answered++;
            }
        }
    }

    /// <summary>Notes that an observation stands in a queue.</summary>
    public void NoteIn(byte[] body, bool isWaiting)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(EventId.OfRejection(body), out var entry))
            {
                entry.IsWaiting |= isWaiting;
                entry.IsSetAside |= !isWaiting;
            }
        }
    }

    /// <summary>Notes that somebody took observations away without an answer, who knows how many but not which.</summary>
    public void Remove(int count)
    {
        lock (_lock)
        {
            _removed += count;
        }
    }

    public AccountFigures Close()
    {
        lock (_lock)
        {
            var sent = _entries.Where(entry => entry.Confirmed > 0).ToList();
            var open = sent.Where(entry => entry.Answered == 0).ToList();
            var gone = open.Count(entry => !entry.IsSetAside && !entry.IsWaiting);
            // What was in a channel when the queue was purged may have an event all the same.
            var removed = Math.Min(gone, _removed);
            return new AccountFigures(
                sent.Count,
                sent.Count(entry => entry is { Answered: > 0, IsRejected: false }),
                sent.Count(entry => entry is { Answered: > 0, IsRejected: true }),
                open.Count(entry => entry.IsSetAside),
                open.Count(entry => entry is { IsSetAside: false, IsWaiting: true }),
                removed,
                gone - removed,
                _entries.Sum(entry => entry.Repeats),
                _strange);
        }
    }
}
