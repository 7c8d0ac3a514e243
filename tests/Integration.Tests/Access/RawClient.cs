using System.Net.Sockets;
using System.Text;

namespace Streaming.Integration.Tests.Access;

/// <summary>A client that sends whatever it likes, as no HTTP library would.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private RawClient()
    {
    }

    public static async Task<RawClient> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = new RawClient();
        await client._client.ConnectAsync(address.Host, address.Port, cancellationToken);
        return client;
    }

    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        }
        catch (IOException)
        {
            // Closed already: there will be no answer.
        }
    }

    /// <summary>Sends the same again and again, until the other side closes or that many bytes are sent.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<long> SendEndlesslyAsync(string part, long limit, CancellationToken cancellationToken)
    {
        var bytes = Encoding.ASCII.GetBytes(part);
        var sent = 0L;
        try
        {
            while (sent < limit)
            {
                await _client.GetStream().WriteAsync(bytes, cancellationToken);
                sent += bytes.Length;
            }
        }
        catch (IOException)
        {
            // Closed, which is what is hoped for.
        }

        return sent;
    }

    /// <summary>Reads until the other side closes.</summary>
    public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        try
        {
            while (await _client.GetStream().ReadAsync(_buffer, cancellationToken) is var read and > 0)
            {
                text.Append(Encoding.UTF8.GetString(_buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Closed without a word.
        }

        return text.ToString();
    }

    /// <summary>Reads what comes next; empty when the other side has closed.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Encoding.UTF8.GetString(
                _buffer, 0, await _client.GetStream().ReadAsync(_buffer, cancellationToken));
        }
        catch (IOException)
        {
            return "";
        }
    }

    public void Dispose() => _client.Dispose();
}
