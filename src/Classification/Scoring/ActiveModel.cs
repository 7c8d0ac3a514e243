namespace Streaming.Classification.Scoring;

/// <summary>Holds the model in use. It is exchanged whole, in one atomic write.</summary>
internal sealed class ActiveModel
{
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ModelSnapshot? _current;

    /// <summary>
    /// The model in use, null before the first has been loaded. Read it once per batch, so that every row of the batch
    /// is scored by the same model.
    /// </summary>
    public ModelSnapshot? Current => Volatile.Read(ref _current);

    /// <summary>Completes when the first model has been loaded.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Puts a model in use and returns the one that it replaces.</summary>
    public ModelSnapshot? Replace(ModelSnapshot next)
    {
        var previous = Interlocked.Exchange(ref _current, next);
        _loaded.TrySetResult();
        return previous;
    }
}
