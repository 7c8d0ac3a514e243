using System.Text.Json;

namespace Streaming.Classification.Models.Storage;

/// <summary>A lease that is held in S3, and renewed until it is given up.</summary>
internal sealed class S3Lease : IStoreLease
{
    /// <summary>How long a holder may be silent: longer than most pauses that a process survives.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(30);

    /// <summary>How often it is renewed: five of these may fail.</summary>
    public static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(5);

    private readonly S3Objects _objects;
    private readonly TimeProvider _time;
    private readonly ITimer _renewal;
    private readonly Lock _gate = new();
    private S3LeaseState _state;
    private StoredFile? _held;
    private long _renewedAt;

    public S3Lease(S3Objects objects, S3LeaseState state, StoredFile held, TimeProvider time)
    {
        _objects = objects;
        _state = state;
        _held = held;
        _time = time;
        _renewedAt = time.GetTimestamp();
        _renewal = time.CreateTimer(_ => Renew(), null, RenewalInterval, RenewalInterval);
    }

    public static byte[] Bytes(S3LeaseState state) => JsonSerializer.SerializeToUtf8Bytes(state, ModelManifest.Json);

    public void Confirm()
    {
        lock (_gate)
        {
            if (_held is null || _time.GetElapsedTime(_renewedAt) >= Expiry)
            {
                throw new ModelException(
                    $"the store {_objects.Address} cannot be changed: the right to change it was lost meanwhile; look, "
                    + "and try again");
            }
        }
    }

    public void Dispose()
    {
        _renewal.Dispose();
        lock (_gate)
        {
            TryWrite(_state with { Holder = null });
            _held = null;
        }
    }

    private void Renew()
    {
        // One that waits for a slow server is enough.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            var start = _time.GetTimestamp();
            var next = _state with { Renewals = _state.Renewals + 1 };
            if (TryWrite(next))
            {
                _state = next;
                _renewedAt = start;
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    private bool TryWrite(S3LeaseState state)
    {
        if (_held is null)
        {
            return false;
        }

        try
        {
            _held = _objects.TryPut(S3LeaseContest.Name, Bytes(state), _held);
            return _held is not null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The server is away: the next renewal may reach it; a lease that is not given up ends by itself. And what
            // leaves a timer's thread ends the process.
            return false;
        }
    }
}
