using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Access;

/// <summary>An authority that exists for one test, and the certificates that it signs.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name = "Test Authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _certificate = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
        File = Write("ca.crt", _certificate.ExportCertificatePem());
    }

    /// <summary>Its certificate, PEM.</summary>
    public string File { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A server's certificate.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="days">How long it is still valid; less than 0, how long not any more.</param>
    public X509Certificate2 Issue(string host, int days = 10) => Sign(host, ServerUse, Now.AddDays(days));

    /// <summary>The same, as files in PEM.</summary>
    public (string Certificate, string Key) IssueFiles(string host) => WriteBoth(host, Issue(host));

    /// <summary>A client's certificate, as files in PEM.</summary>
    public (string Certificate, string Key) IssueClientFiles(string name) =>
        WriteBoth(name, Sign(name, ClientUse, Now.AddDays(10)));

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    private X509Certificate2 Sign(string name, string use, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        using var signed = request.Create(
            _certificate, Now.AddDays(-20), until, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private (string Certificate, string Key) WriteBoth(string name, X509Certificate2 certificate)
    {
        using (certificate)
        using (var key = certificate.GetECDsaPrivateKey()!)
        {
            return (Write($"{name}.crt", certificate.ExportCertificatePem()),
                Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
        }
    }

    private string Write(string name, string content)
    {
        var file = _folder.Combine(name);
        System.IO.File.WriteAllText(file, content);
        return file;
    }
}
