namespace Streaming.Classification.Models.Storage;

/// <summary>The right to change a store, which one process at a time has; disposing gives it up.</summary>
internal interface IStoreLease : IDisposable
{
    /// <summary>Makes sure that it is still held.</summary>
    /// <exception cref="ModelException">It was lost.</exception>
    void Confirm();
}
