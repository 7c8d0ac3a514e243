using RabbitMQ.Client;

namespace Streaming.Worker.Consuming;

/// <summary>Where the broker is: <c>amqp://user:password@host:port/vhost</c>, or <c>amqps</c> for TLS.</summary>
internal sealed class RabbitMqAddress
{
    public const string ConnectionStringName = "RabbitMq";

    // RabbitMQ.Client 7.2.2 can miss the end of a connection that it was writing to, and an idle one has nothing else to tell
    // of a broker that is cut off: three heartbeats without an answer do, and at the default of 60 s the worker would stand
    // still for minutes (ADR 3).
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private RabbitMqAddress(ConnectionFactory factory, BrokerTls tls)
    {
        tls.Apply(factory);
        (Factory, Tls) = (factory, tls);
    }

    /// <summary>
    /// The parts, read by RabbitMQ's own client: MassTransit would take TLS from the port 5671 and not from
    /// <c>amqps</c>, and so send a password in the clear to any other port.
    /// </summary>
    public ConnectionFactory Factory { get; }

    /// <summary>Whose certificates are trusted, for MassTransit as well.</summary>
    public BrokerTls Tls { get; }

    public bool UsesTls => Factory.Ssl.Enabled;

    /// <summary>Reads the connection string.</summary>
    /// <returns>The address, or null when none is configured: the worker then runs in memory.</returns>
    /// <exception cref="FailureException">It is not an address of RabbitMQ, or a file for TLS cannot be used.</exception>
    public static RabbitMqAddress? From(IConfiguration configuration)
    {
        var value = configuration.GetConnectionString(ConnectionStringName);
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var tls = BrokerTls.Read(name => configuration[name.Replace("__", ":", StringComparison.Ordinal)]);
        try
        {
            // A lost connection is replaced by whoever needs one: recovery behind its back would hide the loss.
            return new RabbitMqAddress(new ConnectionFactory
            {
                Uri = new Uri(value),
                AutomaticRecoveryEnabled = false,
                RequestedHeartbeat = Heartbeat,
            }, tls);
        }
        catch (Exception fault) when (fault is UriFormatException or ArgumentException)
        {
            // The value may hold a password: it is not repeated.
            throw new FailureException(
                $"ConnectionStrings__{ConnectionStringName} is not an address of the form "
                + "amqp://user:password@host:port/vhost (or amqps)");
        }
    }
}
