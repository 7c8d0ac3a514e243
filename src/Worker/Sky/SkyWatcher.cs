using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Streaming.Worker.Sky;

/// <summary>One page's place in the audience, until it is disposed.</summary>
internal sealed class SkyWatcher(SkyAudience audience) : IDisposable
{
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(2);

    // Every frame tells everything, so only the newest is worth sending to a page that was too slow for the others.
    private readonly Channel<string> _frames = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    public async IAsyncEnumerable<SseItem<string>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken))
        {
            yield return new SseItem<string>(frame, "frame") { ReconnectionInterval = ReconnectAfter };
        }
    }

    public void Dispose() => audience.Leave(this);

    internal void Show(string frame) => _frames.Writer.TryWrite(frame);

    internal void End() => _frames.Writer.TryComplete();
}
