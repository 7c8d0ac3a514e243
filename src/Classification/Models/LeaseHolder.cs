namespace Streaming.Classification.Models;

/// <summary>Who holds a store's lease; for people, nothing is decided by it.</summary>
/// <param name="Process">Its process id.</param>
/// <param name="Host">Where that runs.</param>
/// <param name="Since">Since when, UTC.</param>
internal sealed record LeaseHolder(int Process, string Host, DateTimeOffset Since);
