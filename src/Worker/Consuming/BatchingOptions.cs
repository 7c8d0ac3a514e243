using System.ComponentModel.DataAnnotations;

namespace Streaming.Worker.Consuming;

/// <summary>When a batch is closed, and how many are worked on at once.</summary>
internal sealed class BatchingOptions
{
    public const string SectionName = "Batching";

    /// <summary>Most observations of a batch. Default 500.</summary>
    [Range(1, 10_000)]
    public int MessageLimit { get; set; } = 500;

    /// <summary>Longest wait for a batch to fill, counted from its first observation. Default 20 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Batches that are scored and published at once. Default 2: one is scored while another is confirmed.</summary>
    [Range(1, 64)]
    public int ConcurrencyLimit { get; set; } = 2;

    /// <summary>Messages taken from the broker ahead: every batch in work and one that fills meanwhile.</summary>
    public int PrefetchCount => MessageLimit * (ConcurrencyLimit + 1);
}
