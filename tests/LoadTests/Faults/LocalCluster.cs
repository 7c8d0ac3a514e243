using Streaming.Integration.Tests.Brokers;

namespace Streaming.LoadTests.Faults;

/// <summary>Three nodes of a broker, on this machine.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private const int Count = 3;

    private LocalCluster(IReadOnlyList<LocalRabbitMq> nodes) => Nodes = nodes;

    public IReadOnlyList<LocalRabbitMq> Nodes { get; }

    /// <exception cref="NotRunException">No server is installed.</exception>
    public static async Task<LocalCluster> StartAsync(CancellationToken cancellationToken)
    {
        var cluster = new LocalCluster(
            LocalRabbitMq.FindCluster(Count) ?? throw new NotRunException("a cluster needs an installed rabbitmq-server"));
        foreach (var node in cluster.Nodes)
        {
            await node.StartAsync(cancellationToken);
        }

        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes.Reverse())
        {
            await node.DisposeAsync();
        }
    }
}
