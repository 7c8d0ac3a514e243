using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Streaming.Terminal;

/// <summary>Judges a broker's certificate, and words why it is refused: the cause, and the remedy.</summary>
internal static class CertificateCheck
{
    // What stands in a certificate that nobody vouches for is shown, but not without end.
    private const int LongestName = 200;

    private const X509ChainStatusFlags Untrusted =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <param name="host">Whom it was to be of.</param>
    /// <param name="shown">The certificate.</param>
    /// <param name="chain">What the system made of it.</param>
    /// <param name="errors">What the system found.</param>
    /// <param name="authorities">Trusted instead of the system's; null for these.</param>
    /// <returns>True, always.</returns>
    /// <exception cref="AuthenticationException">It cannot be trusted.</exception>
    public static bool IsTrusted(
        string host,
        X509Certificate? shown,
        X509Chain? chain,
        SslPolicyErrors errors,
        X509Certificate2Collection? authorities)
    {
        if (shown is null || chain is null)
        {
            throw new AuthenticationException("the broker shows no certificate");
        }

        var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        var faults = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            faults.Add(
                $"the broker's certificate is for {Names(certificate)}, not for {host}: use a name that it has in the "
                + $"address, or give the broker a certificate for {host}");
        }

        faults.AddRange(ChainFaults(certificate, chain, authorities));
        return faults.Count == 0 ? true : throw new AuthenticationException(string.Join("; ", faults));
    }

    private static IEnumerable<string> ChainFaults(
        X509Certificate2 certificate, X509Chain chain, X509Certificate2Collection? authorities)
    {
        if (authorities is null)
        {
            return Words(certificate, chain.ChainStatus, isOurs: false);
        }

        using var own = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                // Private authorities rarely say where to ask.
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        own.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        own.ChainPolicy.CustomTrustStore.AddRange(authorities);
        own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        return own.Build(certificate) ? [] : [.. Words(certificate, own.ChainStatus, isOurs: true)];
    }

    private static IEnumerable<string> Words(
        X509Certificate2 certificate, X509ChainStatus[] statuses, bool isOurs)
    {
        var found = statuses.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (found.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            yield return $"the broker's certificate, or that of its authority, is not valid now (the broker's is from "
                + $"{certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}): renew it, "
                + "or set this machine's clock";
        }

        if ((found & Untrusted) != 0)
        {
            yield return isOurs
                ? $"no authority in {BrokerTls.CaSetting} has signed the broker's certificate, "
                    + $"{Printable(certificate.Issuer)} has: put that one's certificate into the file"
                : "no authority that this system trusts has signed the broker's certificate, "
                    + $"{Printable(certificate.Issuer)} has: name that one's certificate with {BrokerTls.CaSetting}";
        }

        foreach (var status in statuses.Where(
            one => (one.Status & ~(Untrusted | X509ChainStatusFlags.NotTimeValid)) != 0))
        {
            yield return $"the broker's certificate is refused: {status.StatusInformation.Trim()} ({status.Status})";
        }
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        string[] all =
        [
            .. names?.EnumerateDnsNames() ?? [],
            .. names?.EnumerateIPAddresses().Select(address => address.ToString()) ?? [],
        ];
        return all.Length == 0 ? "no host at all" : Printable(string.Join(", ", all));
    }

    // A line in a log stays one line, whatever a stranger wrote into a certificate.
    private static string Printable(string text) =>
        string.Concat(text.Take(LongestName).Select(one => char.IsControl(one) ? ' ' : one));
}
