using DotNet.Testcontainers.Builders;

namespace Streaming.Integration.Tests.Brokers;

/// <summary>
/// Finds a broker, in this order: the one that <c>ConnectionStrings__RabbitMq</c> names, one in a container when a
/// Docker engine answers, a node of the <c>rabbitmq-server</c> that is installed. Without any, tests fail.
/// </summary>
internal static class BrokerChoice
{
    private const string None =
        "No RabbitMQ to test against: set ConnectionStrings__RabbitMq=amqp://user:password@host:port/, or start a "
        + "Docker engine, or install rabbitmq-server (./test.sh does so with apt when it may).";

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<IBroker> StartAsync(CancellationToken cancellationToken) =>
        Environment.GetEnvironmentVariable(GivenRabbitMq.ConnectionStringVariable) is { Length: > 0 } given
            ? new GivenRabbitMq(given)
            : await StartOwnAsync(cancellationToken);

    /// <summary>A broker that the caller may take down: never the given one, which is not ours.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<IRestartableBroker> StartOwnAsync(CancellationToken cancellationToken)
    {
        var broker = InContainer() ?? LocalRabbitMq.Find() as IRestartableBroker
            ?? throw new InvalidOperationException(None);
        await broker.StartAsync(cancellationToken);
        return broker;
    }

    private static ContainerRabbitMq? InContainer()
    {
        try
        {
            return new ContainerRabbitMq();
        }
        catch (DockerUnavailableException)
        {
            return null;
        }
    }
}
