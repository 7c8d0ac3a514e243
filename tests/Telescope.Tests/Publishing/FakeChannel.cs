using Streaming.Telescope.Publishing;

namespace Streaming.Telescope.Tests.Publishing;

/// <summary>A broker that answers as it is told; <see cref="UnderWay"/> holds what it has not answered yet.</summary>
internal sealed class FakeChannel(PublishOutcome? answer = null) : IObservationChannel
{
    public List<TaskCompletionSource<PublishOutcome>> UnderWay { get; } = [];

    public int Published { get; private set; }

    public Task<PublishOutcome> PublishAsync(ReadOnlyMemory<byte> body)
    {
        Published++;
        if (answer is { } outcome) return Task.FromResult(outcome);
        UnderWay.Add(new TaskCompletionSource<PublishOutcome>());
        return UnderWay[^1].Task;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
