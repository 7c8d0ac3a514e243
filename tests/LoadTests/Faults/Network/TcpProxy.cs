using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Streaming.LoadTests.Faults.Network;

/// <summary>
/// Stands between a client and its target, on a port of the loopback interface that stays the same, and does to their
/// connections what a bad network does.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<ProxyLink, Task> _links = [];
    private readonly ProxyState _state = new();
    private TcpListener _listener;
    private Task _accepting;

    /// <param name="targets">Where connections go: to the first that answers.</param>
    public TcpProxy(params IReadOnlyList<IPEndPoint> targets)
    {
        Targets = targets;
        Accept();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    /// <summary>Where new connections go: to the first that answers.</summary>
    public IReadOnlyList<IPEndPoint> Targets { get; set; }

    public int Port { get; }

    /// <summary>Connections that are open.</summary>
    public int Open => _links.Count;

    /// <summary>What happens to the bytes of all connections, from now on.</summary>
    public ProxyConditions Conditions
    {
        get => _state.Current;
        set => _state.Change(value);
    }

    /// <summary>A target's address as its clients reach it through here.</summary>
    public Uri AddressOf(Uri target) => new UriBuilder(target) { Host = "127.0.0.1", Port = Port }.Uri;

    /// <summary>Resets all connections; new ones are taken.</summary>
    public void Reset()
    {
        foreach (var link in _links.Keys)
        {
            link.Reset();
        }
    }

    /// <summary>Refuses new connections, until <see cref="Accept"/>; those that are open stay.</summary>
    public async Task RefuseAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    /// <summary>Takes new connections.</summary>
    [MemberNotNull(nameof(_listener), nameof(_accepting))]
    public void Accept()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await RefuseAsync();
        await _end.CancelAsync();
        Reset();
        await Task.WhenAll(_links.Values);
        _end.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            try
            {
                var link = new ProxyLink(await listener.AcceptSocketAsync(_end.Token), _state);
                // Entered before it can leave.
                var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _links[link] = CarryAsync(link, start.Task);
                start.SetResult();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(ProxyLink link, Task start)
    {
        await start;
        try
        {
            await link.RunAsync(Targets, _end.Token);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // What either end does to the connection is told to the other by its end.
        }
        finally
        {
            link.Dispose();
            _links.TryRemove(link, out _);
        }
    }
}
