namespace Streaming.Classification.Models;

/// <summary>Who holds a store's lease; for people, nothing is decided by it.</summary>
/// <param name="Process">Its process id.</param>
/// <param name="Host">Where that runs.</param>
/// <param name="Since">Since when, UTC.</param>
internal sealed record LeaseHolder(int Process, string Host, DateTimeOffset Since)
{
    /// <summary>What is said when the holder cannot be read.</summary>
    public const string Unknown = "another process";

    public static LeaseHolder ThisProcess(TimeProvider time) =>
        new(Environment.ProcessId, Environment.MachineName, time.GetUtcNow());

    public override string ToString() => FormattableString.Invariant(
        $"process {Process} on {Host} since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}");
}
