using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>The broker's parts that messages of one kind pass through.</summary>
/// <param name="Exchange">Where they are published.</param>
/// <param name="QueueExchange">The queue's own exchange.</param>
/// <param name="Queue">Where workers take them from.</param>
internal sealed record Route(string Exchange, string QueueExchange, string Queue)
{
    /// <summary>The way of an observation that comes alone.</summary>
    public static Route Single { get; } = new(
        ObservationsTopology.Exchange, ObservationsTopology.QueueExchange, ObservationsTopology.Queue);

    /// <summary>The way of many in a message.</summary>
    public static Route Bulk { get; } = new(
        ObservationsTopology.BulkExchange, ObservationsTopology.BulkQueueExchange, ObservationsTopology.BulkQueue);
}
