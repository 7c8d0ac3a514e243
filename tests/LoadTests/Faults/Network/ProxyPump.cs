using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Streaming.LoadTests.Faults.Network;

/// <summary>Carries bytes from one socket to another, in order, as late and as slowly as the conditions say.</summary>
/// <param name="from">Where they come from.</param>
/// <param name="to">Where they go.</param>
/// <param name="latency">How late they arrive under given conditions.</param>
/// <param name="state">The conditions.</param>
internal sealed class ProxyPump(
    Socket from, Socket to, Func<ProxyConditions, TimeSpan> latency, ProxyState state)
{
    private const int PieceSize = 16 * 1024;

    // A megabyte on the way: a longer way holds more, as a network does.
    private const int MostPieces = 64;

    private readonly Channel<Piece> _onTheWay = Channel.CreateBounded<Piece>(MostPieces);

    /// <summary>Returns when the source has ended and all of it is delivered.</summary>
    /// <exception cref="SocketException">Either socket is lost.</exception>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(ReadAsync(cancellationToken), WriteAsync(cancellationToken));

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[PieceSize];
            while (true)
            {
                await state.MovingAsync(cancellationToken);
                var count = await from.ReceiveAsync(buffer, cancellationToken);
                if (count == 0)
                {
                    return;
                }

                var piece = new Piece(Stopwatch.GetTimestamp(), latency(state.Current), buffer[..count]);
                await _onTheWay.Writer.WriteAsync(piece, cancellationToken);
            }
        }
        finally
        {
            _onTheWay.Writer.TryComplete();
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await foreach (var piece in _onTheWay.Reader.ReadAllAsync(cancellationToken))
        {
            await PauseAsync(piece.Latency - Stopwatch.GetElapsedTime(piece.Read), cancellationToken);
            await state.MovingAsync(cancellationToken);
            for (var rest = piece.Bytes.AsMemory(); !rest.IsEmpty;)
            {
                rest = rest[await to.SendAsync(rest, cancellationToken)..];
            }

            if (state.Current.BytesPerSecond is > 0 and var rate)
            {
                await PauseAsync(TimeSpan.FromSeconds((double)piece.Bytes.Length / rate), cancellationToken);
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    // A timer counts whole milliseconds: rounded up, nothing comes early.
    private static Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) => pause > TimeSpan.Zero
        ? Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds) + 1), cancellationToken)
        : Task.CompletedTask;

    private readonly record struct Piece(long Read, TimeSpan Latency, byte[] Bytes);
}
