namespace Streaming.Worker.Consuming;

/// <summary>Where the broker is: <c>amqp://user:password@host:port/vhost</c>, or <c>amqps</c> for TLS.</summary>
internal sealed class RabbitMqAddress
{
    public const string ConnectionStringName = "RabbitMq";

    private RabbitMqAddress(Uri uri) => Uri = uri;

    public Uri Uri { get; }

    /// <summary>The address without its password, for logs.</summary>
    public override string ToString() => Uri.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Reads the connection string.</summary>
    /// <returns>The address, or null when none is configured: the worker then runs in memory.</returns>
    /// <exception cref="SettingException">It is not an address of RabbitMQ.</exception>
    public static RabbitMqAddress? From(IConfiguration configuration)
    {
        var value = configuration.GetConnectionString(ConnectionStringName);
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme is "amqp" or "amqps") && uri.Host.Length > 0
            ? new RabbitMqAddress(uri)
            : throw new SettingException(
                "ConnectionStrings__RabbitMq is not an address of the form amqp://user:password@host:port/vhost (or amqps)");
    }
}
