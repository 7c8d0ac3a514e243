using System.Threading.Channels;
using Streaming.Worker.Classifying;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Tests.Consuming;

/// <summary>Stands in for the broker where a test must decide whether it confirms.</summary>
internal sealed class RecordingPublisher : IOutcomePublisher
{
    private readonly Channel<IReadOnlyList<Outcome>> _batches = Channel.CreateUnbounded<IReadOnlyList<Outcome>>();

    public Exception? Fault { get; set; }

    /// <summary>Ends when the broker confirms.</summary>
    public Task Confirmed { get; set; } = Task.CompletedTask;

    public ChannelReader<IReadOnlyList<Outcome>> Batches => _batches.Reader;

    public Task PublishAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        _batches.Writer.TryWrite(outcomes);
        return Fault is null ? Confirmed : Task.FromException(Fault);
    }
}
