using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Streaming.LoadTests.Faults.Network;
using Xunit;

namespace Streaming.LoadTests.Tests.Faults;

public sealed class TcpProxyTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Long enough to tell a late answer from one that comes at once, on a busy machine too.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    private readonly EchoServer _server = new();
    private readonly TcpProxy _proxy;
    private readonly CancellationTokenSource _limit = new(Patience);

    public TcpProxyTests() => _proxy = new TcpProxy(_server.EndPoint);

    private CancellationToken Token => _limit.Token;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
        _limit.Dispose();
    }

    [Fact]
    public async Task Bytes_pass_in_both_directions_in_their_order()
    {
        using var client = await ConnectAsync();
        var sent = new byte[200_000];
        new Random(1).NextBytes(sent);

        var sending = client.SendAsync(sent, Token).AsTask();
        Assert.Equal(sent, await ReceiveAsync(client, sent.Length));
        await sending;
    }

    [Fact]
    public async Task A_reset_ends_every_connection_and_new_ones_are_taken()
    {
        using var client = await ConnectAsync();
        await EchoAsync(client, 1);

        _proxy.Reset();

        var fault = await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1], Token).AsTask());
        Assert.Equal(SocketError.ConnectionReset, fault.SocketErrorCode);
        using var other = await ConnectAsync();
        await EchoAsync(other, 2);
    }

    [Fact]
    public async Task While_it_is_still_nothing_passes_and_everything_does_afterwards()
    {
        using var client = await ConnectAsync();
        await EchoAsync(client, 1);

        _proxy.Conditions = new ProxyConditions { IsStill = true };
        await client.SendAsync(new byte[] { 2, 3 }, Token);
        var answer = ReceiveAsync(client, 2);
        // A connection of that time waits as well.
        using var other = await ConnectAsync();
        await other.SendAsync(new byte[] { 4 }, Token);
        var otherAnswer = ReceiveAsync(other, 1);
        await Task.WhenAny(answer, otherAnswer, Task.Delay(Late, Token));
        Assert.False(answer.IsCompleted || otherAnswer.IsCompleted);

        _proxy.Conditions = ProxyConditions.Clear;
        Assert.Equal([2, 3], await answer);
        Assert.Equal([4], await otherAnswer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Latency_delays_its_own_direction(bool isToTarget)
    {
        using var client = await ConnectAsync();
        _proxy.Conditions = isToTarget
            ? new ProxyConditions { ToTarget = Late }
            : new ProxyConditions { ToClient = Late };

        var start = Stopwatch.GetTimestamp();
        await EchoAsync(client, 1);

        Assert.True(Stopwatch.GetElapsedTime(start) >= Late);
    }

    [Fact]
    public async Task Bytes_a_second_are_bounded()
    {
        using var client = await ConnectAsync();
        _proxy.Conditions = new ProxyConditions { BytesPerSecond = 100_000 };

        var start = Stopwatch.GetTimestamp();
        var sending = client.SendAsync(new byte[60_000], Token).AsTask();
        await ReceiveAsync(client, 60_000);
        await sending;

        // The last piece of 16 KiB need not be waited for.
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.4));
    }

    [Fact]
    public async Task It_refuses_new_connections_until_it_takes_them_again()
    {
        using var client = await ConnectAsync();
        await _proxy.RefuseAsync();

        var fault = await Assert.ThrowsAsync<SocketException>(ConnectAsync);
        Assert.Equal(SocketError.ConnectionRefused, fault.SocketErrorCode);
        await EchoAsync(client, 1);

        _proxy.Accept();
        using var other = await ConnectAsync();
        await EchoAsync(other, 2);
    }

    [Fact]
    public async Task The_first_target_that_answers_is_taken()
    {
        await using var away = new EchoServer();
        var nobody = away.EndPoint;
        await away.DisposeAsync();
        _proxy.Targets = [nobody, _server.EndPoint];

        using var client = await ConnectAsync();
        await EchoAsync(client, 1);
    }

    [Fact]
    public async Task The_end_of_one_side_is_the_end_of_the_other()
    {
        using var client = await ConnectAsync();
        await EchoAsync(client, 1);

        client.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Token));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _proxy.Port, Token);
        return socket;
    }

    private async Task EchoAsync(Socket client, byte what)
    {
        await client.SendAsync(new[] { what }, Token);
        Assert.Equal([what], await ReceiveAsync(client, 1));
    }

    private async Task<byte[]> ReceiveAsync(Socket client, int count)
    {
        var received = new byte[count];
        for (var have = 0; have < count;)
        {
            var more = await client.ReceiveAsync(received.AsMemory(have), Token);
            Assert.NotEqual(0, more);
            have += more;
        }

        return received;
    }
}
