namespace Streaming.Classification.Models.Storage;

/// <summary>One writer's attempts to get a store's lease.</summary>
internal interface ILeaseContest
{
    /// <summary>How long to wait between two attempts.</summary>
    TimeSpan RetryInterval { get; }

    /// <summary>Takes the lease if nobody holds it; null when somebody does.</summary>
    /// <exception cref="ModelException">The store cannot be written to.</exception>
    IStoreLease? TryTake();

    /// <summary>Who holds the lease, as people are told.</summary>
    string DescribeHolder();
}
