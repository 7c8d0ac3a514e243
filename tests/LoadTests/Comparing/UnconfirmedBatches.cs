using RabbitMQ.Client.Events;

namespace Streaming.LoadTests.Comparing;

/// <summary>
/// Batches of publishes that are not confirmed yet, in their order. Counts confirms by sequence number, as few as the
/// broker may send for many, and in any order.
/// </summary>
/// <typeparam name="T">What a batch is to be settled by.</typeparam>
internal sealed class UnconfirmedBatches<T>
{
    private readonly Queue<Batch> _batches = [];

    /// <summary>Adds a batch whose events will be published under the numbers from a first one on.</summary>
    public void Add(ulong first, int count, T settlement)
    {
        lock (_batches)
        {
            _batches.Enqueue(new Batch(first, new bool[count], settlement));
        }
    }

    /// <summary>Takes a confirm.</summary>
    /// <returns>What of the oldest batches is settled by it, the oldest first.</returns>
    public List<T> Confirm(BasicAckEventArgs confirm)
    {
        List<T> settled = [];
        lock (_batches)
        {
            foreach (var batch in _batches)
            {
                batch.Confirm(confirm.DeliveryTag, confirm.Multiple);
                if (batch.First + (ulong)batch.Confirmed.Length > confirm.DeliveryTag)
                {
                    break;
                }
            }

            while (_batches.TryPeek(out var oldest) && oldest.Open == 0)
            {
                settled.Add(_batches.Dequeue().Settlement);
            }
        }

        return settled;
    }

    private sealed record Batch(ulong First, bool[] Confirmed, T Settlement)
    {
        private int _lowest;

        public int Open { get; private set; } = Confirmed.Length;

        public void Confirm(ulong tag, bool isMultiple)
        {
            if (tag < First || (!isMultiple && tag - First >= (ulong)Confirmed.Length))
            {
                return;
            }

            var last = (int)Math.Min(tag - First, (ulong)Confirmed.Length - 1);
            for (var place = isMultiple ? _lowest : last; place <= last; place++)
            {
                Open -= Confirmed[place] ? 0 : 1;
                Confirmed[place] = true;
            }

            _lowest = isMultiple ? Math.Max(_lowest, last + 1) : _lowest;
        }
    }
}
