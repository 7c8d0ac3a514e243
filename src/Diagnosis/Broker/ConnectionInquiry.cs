using System.Text;
using RabbitMQ.Client;

namespace Streaming.Diagnosis.Broker;

/// <summary>Asks a broker what it tells on a connection.</summary>
internal static class ConnectionInquiry
{
    public static BrokerPicture With(this BrokerPicture picture, IConnection connection) => picture with
    {
        Version = connection.ServerProperties is { } told && told.TryGetValue("version", out var value) && value is byte[] version
            ? Encoding.UTF8.GetString(version)
            : null,
    };
}
