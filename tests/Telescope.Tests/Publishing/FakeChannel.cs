using System.Collections.Concurrent;
using Streaming.Telescope.Publishing;

namespace Streaming.Telescope.Tests.Publishing;

/// <summary>A broker that answers as it is told; <see cref="UnderWay"/> holds what it has not answered yet.</summary>
internal sealed class FakeChannel(PublishOutcome? answer = null) : IObservationChannel
{
    private int _published;

    public List<TaskCompletionSource<PublishOutcome>> UnderWay { get; } = [];

    public int Published => Volatile.Read(ref _published);

    public ConcurrentBag<IDictionary<string, object?>> Headers { get; } = [];

    public ConcurrentQueue<ObservationMessage> Messages { get; } = [];

    public string Host => "broker.test";

    public int Port => 5672;

    public Task<PublishOutcome> PublishAsync(ObservationMessage message, IDictionary<string, object?> headers)
    {
        Headers.Add(headers);
        Messages.Enqueue(message);
        var waiting = new TaskCompletionSource<PublishOutcome>();
        if (answer is { } outcome) waiting.SetResult(outcome);
        else UnderWay.Add(waiting);
        // Counted last: a test that sees the count on its own thread finds the message under way.
        Interlocked.Increment(ref _published);
        return waiting.Task;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
