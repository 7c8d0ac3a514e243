using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace Streaming.Terminal;

/// <summary>
/// TLS to the broker: whose certificates are trusted, and which one is shown. There is no way to trust them all.
/// </summary>
internal sealed class BrokerTls
{
    /// <summary>Names a file of the authorities that sign the broker's certificate, PEM.</summary>
    public const string CaSetting = "RabbitMq__CaFile";

    /// <summary>Names a file of the certificate that the program shows, PEM, with the chain behind it.</summary>
    public const string CertificateSetting = "RabbitMq__CertificateFile";

    /// <summary>Names the file of its private key, PEM.</summary>
    public const string KeySetting = "RabbitMq__KeyFile";

    private BrokerTls(X509Certificate2Collection? authorities, X509Certificate2? certificate) =>
        (Authorities, Certificate) = (authorities, certificate);

    /// <summary>Trusted instead of those that the system trusts; null for these.</summary>
    public X509Certificate2Collection? Authorities { get; }

    /// <summary>What the program shows when the broker asks; null for none.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>How the three settings stand in <c>--help</c>.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new(CaSetting, "none: those that the system trusts",
            "The only authorities whose broker certificates are trusted, for amqps: a PEM file"),
        new(CertificateSetting, "none", "The certificate to show to a broker that asks for one: a PEM file"),
        new(KeySetting, "none", $"The private key of {CertificateSetting}: a PEM file"),
    ];

    /// <summary>Reads the settings.</summary>
    /// <param name="setting">The value of a setting by its name; null for none.</param>
    /// <exception cref="FailureException">A file cannot be used.</exception>
    public static BrokerTls Read(Func<string, string?> setting)
    {
        var (ca, certificate, key) = (Path(CaSetting), Path(CertificateSetting), Path(KeySetting));
        if ((certificate is null) != (key is null))
        {
            throw new FailureException($"{CertificateSetting} and {KeySetting} are set both or not at all");
        }

        return new BrokerTls(
            ca is null ? null : ReadAuthorities(ca),
            certificate is null ? null : ReadFiles(
                $"{CertificateSetting} and {KeySetting}: {certificate} and {key} are no certificate and its key in PEM",
                () => X509Certificate2.CreateFromPemFile(certificate, key)));

        string? Path(string name) => setting(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    /// <summary>Applies them to whoever connects.</summary>
    /// <exception cref="FailureException">They are set, and the address is not one of TLS.</exception>
    public void Apply(ConnectionFactory factory)
    {
        if (!factory.Ssl.Enabled)
        {
            if (Authorities is not null || Certificate is not null)
            {
                // Silence would send the password in the clear to whoever set them to have it encrypted.
                throw new FailureException(
                    $"{CaSetting} or {CertificateSetting} is set, and the broker's address is not encrypted: "
                    + "make it amqps://");
            }

            return;
        }

        factory.Ssl.ServerName = factory.HostName;
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
        factory.Ssl.CertificateValidationCallback = Validate;
        if (Certificate is not null)
        {
            factory.Ssl.Certs = [Certificate];
        }
    }

    /// <summary>Accepts the broker's certificate.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">
    /// It cannot be trusted; the message says why, and what to do.
    /// </exception>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        CertificateCheck.IsTrusted(((SslStream)sender).TargetHostName, certificate, chain, errors, Authorities);

    private static X509Certificate2Collection ReadAuthorities(string file)
    {
        var authorities = ReadFiles($"{CaSetting} is {file}, which is no file of certificates in PEM", () =>
        {
            var read = new X509Certificate2Collection();
            read.ImportFromPemFile(file);
            return read;
        });
        return authorities.Count > 0
            ? authorities
            : throw new FailureException($"{CaSetting} is {file}, which has no certificate in it");
    }

    private static T ReadFiles<T>(string fault, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is CryptographicException or ArgumentException or IOException
            or UnauthorizedAccessException)
        {
            throw new FailureException($"{fault}: {cause.Message}", cause);
        }
    }
}
