using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Streaming.Telescope.Broker;

/// <summary>Opens connections to the broker, and says in one line why it cannot.</summary>
internal static class BrokerConnection
{
    /// <summary>Where a broker listens that was started without any settings.</summary>
    public const string DefaultAddress = "amqp://guest:guest@localhost:5672/";

    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);

    /// <summary>Connects.</summary>
    /// <param name="address">Where the broker is.</param>
    /// <param name="name">How the connection shows in the broker's management.</param>
    /// <param name="recovers">Whether it connects again by itself, with everything that was declared.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FailureException">There is no broker, or it refuses.</exception>
    public static async Task<IConnection> OpenAsync(
        Uri address, string name, bool recovers, CancellationToken cancellation)
    {
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = address,
                ClientProvidedName = name,
                AutomaticRecoveryEnabled = recovers,
                NetworkRecoveryInterval = TimeSpan.FromSeconds(1),
                RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
                // A broker that hangs is noticed after two missed beats.
                RequestedHeartbeat = TimeSpan.FromSeconds(10),
            };
            return await factory.CreateConnectionAsync(cancellation);
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or ArgumentException)
        {
            var port = address.Port > 0 ? address.Port : address.Scheme == "amqps" ? 5671 : 5672;
            throw new FailureException($"no connection to the broker at {address.Host}:{port}: {Reason(exception)}");
        }
    }

    /// <summary>Closes, without waiting long for the answer of a broker that hangs.</summary>
    public static async ValueTask CloseAsync(IConnection connection)
    {
        // The library's own time limit does not hold for a broker that hangs, and waits for twenty seconds.
        await Task.WhenAny(connection.DisposeAsync().AsTask(), Task.Delay(CloseLimit));
    }

    /// <summary>Why the broker, or what stands between, does not do what was asked.</summary>
    public static string Reason(Exception exception)
    {
        var root = exception.GetBaseException();
        return root switch
        {
            AuthenticationFailureException => "it refuses the user name or the password",
            AuthenticationException => $"TLS failed: {root.Message}",
            OperationInterruptedException interrupted => interrupted.ShutdownReason?.ReplyText ?? root.Message,
            _ => root.Message,
        };
    }
}
