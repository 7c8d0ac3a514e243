using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Streaming.Contracts;

namespace Streaming.Worker.Models;

/// <summary>
/// Keeps what is to be told about models until it can be sent: no swap waits for a broker. Of more than a hundred the
/// oldest are dropped.
/// </summary>
internal sealed class ModelReports(IOptions<InstanceOptions> instance, TimeProvider time)
{
    private readonly Channel<ModelReport> _waiting = Channel.CreateBounded<ModelReport>(
        new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<ModelReport> Waiting => _waiting.Reader;

    public void Activated(ModelReference model, ModelReference? previous)
    {
        var activated = new ModelActivated
        {
            Instance = instance.Value.Name,
            Model = model,
            Previous = previous,
            ActivatedAt = time.GetUtcNow(),
        };
        _waiting.Writer.TryWrite(new ModelReport(Guid.NewGuid(), activated, Refused: null));
    }

    public void Refused(string version, string reason, ModelReference? kept)
    {
        var refused = new ModelRefused
        {
            Instance = instance.Value.Name,
            Version = version,
            Reason = reason,
            Kept = kept,
            RefusedAt = time.GetUtcNow(),
        };
        _waiting.Writer.TryWrite(new ModelReport(Guid.NewGuid(), Activated: null, refused));
    }
}
