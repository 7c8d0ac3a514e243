using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Streaming.Integration.Tests.Access;

/// <summary>
/// Speaks TLS in front of a broker that does not, with a certificate of the test's choice: no second broker starts.
/// </summary>
internal sealed class TlsFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _broker;
    private readonly X509Certificate2 _certificate;
    private readonly bool _asksClient;
    private readonly Task _accepting;
    private int _greeted;

    /// <param name="broker">The broker behind.</param>
    /// <param name="certificate">What it shows.</param>
    /// <param name="asksClient">Whether it lets only those in who show a certificate too.</param>
    public TlsFront(Uri broker, X509Certificate2 certificate, bool asksClient = false)
    {
        (_broker, _certificate, _asksClient) = (broker, certificate, asksClient);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The broker's address through here, with TLS.</summary>
    public Uri Address => new UriBuilder(_broker)
    {
        Scheme = "amqps",
        Host = "localhost",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
    }.Uri;

    /// <summary>How many clients have sent something after the handshake: a password would be in it.</summary>
    public int Greeted => Volatile.Read(ref _greeted);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var behind = new TcpClient())
        await using (var tls = new SslStream(client.GetStream()))
        {
            try
            {
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificate = _certificate,
                        ClientCertificateRequired = _asksClient,
                        RemoteCertificateValidationCallback = (_, shown, _, _) => !_asksClient || shown is not null,
                    },
                    _end.Token);
                await behind.ConnectAsync(_broker.Host, _broker.Port, _end.Token);
                var there = CopyAsync(tls, behind.GetStream());
                await Task.WhenAny(there, behind.GetStream().CopyToAsync(tls, _end.Token));
            }
            catch (Exception fault) when (fault is IOException or AuthenticationException or SocketException
                or OperationCanceledException)
            {
                // The client did not like it, or has gone: that is what is looked at from the other side.
            }
        }
    }

    private async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[4096];
        if (await from.ReadAsync(buffer, _end.Token) is var first and > 0)
        {
            Interlocked.Increment(ref _greeted);
            await to.WriteAsync(buffer.AsMemory(0, first), _end.Token);
            await from.CopyToAsync(to, _end.Token);
        }
    }
}
