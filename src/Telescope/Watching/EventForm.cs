namespace Streaming.Telescope.Watching;

/// <summary>How a worker tells of a classified object.</summary>
internal enum EventForm
{
    /// <summary>In a message of its own.</summary>
    Single,

    /// <summary>Among others.</summary>
    Bulk,
}
