namespace Streaming.Telescope.Watching;

/// <summary>
/// The forms in which the latest objects came first. A worker may tell of an object in both, and only one of them is to
/// count; what comes again in the same form is a repeat, and counts as ever.
/// </summary>
internal sealed class FirstForms
{
    /// <summary>
    /// Objects that are remembered. Between an object's two events come those of its batch, some thousand, and of the
    /// batches that other workers publish meanwhile.
    /// </summary>
    public const int Capacity = 50_000;

    private readonly Dictionary<Guid, EventForm> _forms = [];
    private readonly Queue<Guid> _oldest = [];

    /// <summary>Whether an event came in the form in which its object came first.</summary>
    /// <param name="eventId">The event's identity, the same in both forms; null when it is not told.</param>
    /// <param name="form">How it came.</param>
    public bool IsFirst(Guid? eventId, EventForm form)
    {
        if (eventId is not { } id) return true;
        if (_forms.TryGetValue(id, out var first)) return first == form;
        if (_oldest.Count == Capacity) _forms.Remove(_oldest.Dequeue());
        _oldest.Enqueue(id);
        _forms.Add(id, form);
        return true;
    }
}
