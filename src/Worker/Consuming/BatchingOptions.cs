namespace Streaming.Worker.Consuming;

/// <summary>When a batch is closed, and how many are worked on at once.</summary>
internal sealed class BatchingOptions
{
    public const string SectionName = "Batching";
    public const int LargestMessageLimit = 10_000;
    public const int LargestConcurrencyLimit = 64;

    public static TimeSpan LongestTimeLimit { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Most observations of a batch, 1 to 10,000. Default 500.</summary>
    public int MessageLimit { get; set; } = 500;

    /// <summary>
    /// Longest wait for a batch to fill, counted from its first observation, 0 to 10 s. Default 20 ms.
    /// </summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Batches worked on at once, 1 to 64. Default 2: one is scored while another is confirmed.</summary>
    public int ConcurrencyLimit { get; set; } = 2;

    /// <summary>Messages taken from the broker ahead: every batch in work and one that fills meanwhile.</summary>
    public int PrefetchCount => MessageLimit * (ConcurrencyLimit + 1);

    /// <summary>The same of messages of many observations, each of a megabyte or more (ADR 26).</summary>
    public const ushort BulkPrefetchCount = 16;
}
