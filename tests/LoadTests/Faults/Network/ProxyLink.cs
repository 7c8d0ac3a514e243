using System.Net;
using System.Net.Sockets;

namespace Streaming.LoadTests.Faults.Network;

/// <summary>One connection through a proxy: that of a client, and the proxy's own to the target.</summary>
internal sealed class ProxyLink(Socket client, ProxyState state) : IDisposable
{
    private readonly Socket _target = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Carries both directions until both ends are closed, or either is lost.</summary>
    /// <param name="targets">The first that answers is the target.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(IReadOnlyList<IPEndPoint> targets, CancellationToken cancellationToken)
    {
        await state.MovingAsync(cancellationToken);
        await ConnectAsync(targets, cancellationToken);
        client.NoDelay = _target.NoDelay = true;
        Task[] directions =
        [
            new ProxyPump(client, _target, conditions => conditions.ToTarget, state).RunAsync(cancellationToken),
            new ProxyPump(_target, client, conditions => conditions.ToClient, state).RunAsync(cancellationToken),
        ];
        // A fault in either is the end of both; where one has ended in order, the other goes on.
        await await Task.WhenAny(directions);
        await Task.WhenAll(directions);
    }

    /// <summary>Ends it with a reset at both ends: what is on the way is gone.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, _target])
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // It has ended by itself.
            }
        }

        Dispose();
    }

    public void Dispose()
    {
        client.Dispose();
        _target.Dispose();
    }

    private async Task ConnectAsync(IReadOnlyList<IPEndPoint> targets, CancellationToken cancellationToken)
    {
        for (var next = 0; ; next++)
        {
            try
            {
                await _target.ConnectAsync(targets[next], cancellationToken);
                return;
            }
            catch (SocketException) when (next + 1 < targets.Count)
            {
                // The next one may answer.
            }
        }
    }
}
