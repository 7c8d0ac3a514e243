using System.Net.Security;
using RabbitMQ.Client;

namespace Streaming.Diagnosis.Broker;

/// <summary>Where a broker is and who asks it. A class and no record: its password must not get into a text.</summary>
internal sealed class BrokerAddress(ConnectionFactory factory)
{
    public string User => factory.UserName;

    public string Password => factory.Password;

    public string VirtualHost => factory.VirtualHost;

    /// <summary>Whose certificates are trusted and which one is shown, on the connection and beside it.</summary>
    public SslClientAuthenticationOptions Tls => new()
    {
        RemoteCertificateValidationCallback = factory.Ssl.CertificateValidationCallback,
        ClientCertificates = factory.Ssl.Certs,
    };

    /// <summary>Where RabbitMQ's management interface is unless it was moved: encrypted where the connection is.</summary>
    public Uri Management => new UriBuilder(
        factory.Ssl.Enabled ? "https" : "http", factory.HostName, factory.Ssl.Enabled ? 15671 : 15672).Uri;

    /// <summary>What is known of the broker before it is asked.</summary>
    /// <param name="management">Where the management interface is.</param>
    public BrokerPicture Picture(Uri management) => new()
    {
        Host = factory.HostName,
        Port = factory.Endpoint.Port,
        VirtualHost = VirtualHost,
        User = User,
        UsesTls = factory.Ssl.Enabled,
        HasDefaultCredentials = User == ConnectionFactory.DefaultUser && Password == ConnectionFactory.DefaultPass,
        Management = management,
    };
}
