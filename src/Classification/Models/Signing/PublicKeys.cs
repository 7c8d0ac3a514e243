using System.Security.Cryptography;
using System.Text;

namespace Streaming.Classification.Models.Signing;

/// <summary>Public keys on the curve P-256, and the PEM files that they stand in.</summary>
internal static class PublicKeys
{
    private const string Label = "PUBLIC KEY";

    // A key has some 200 characters; what is longer than this was meant for something else.
    private const int LongestFile = 64 * 1024;

    /// <summary>SHA-256 of the public key as SubjectPublicKeyInfo in DER, lower-case hexadecimal.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    public static bool IsOnP256(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed && curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
    }

    /// <summary>Reads all public keys of a PEM file.</summary>
    /// <returns>Each as SubjectPublicKeyInfo in DER.</returns>
    /// <exception cref="ModelException">It has none, or holds anything else.</exception>
    public static IReadOnlyList<byte[]> Read(string file)
    {
        var rest = ReadText(file).AsSpan();
        var keys = new List<byte[]>();
        while (PemEncoding.TryFind(rest, out var found))
        {
            var label = rest[found.Label].ToString();
            if (label != Label)
            {
                throw new ModelException($"{file}: holds a {label}, expected are public keys alone");
            }

            keys.Add(Import(file, Convert.FromBase64String(rest[found.Base64Data].ToString())));
            rest = rest[found.Location.End..];
        }

        return keys.Count > 0 ? keys : throw new ModelException($"{file}: holds no public key in PEM");
    }

    /// <exception cref="ModelException">It cannot be read, or is too long for a file of keys.</exception>
    public static string ReadText(string file)
    {
        try
        {
            var bytes = new byte[LongestFile];
            using var stream = File.OpenRead(file);
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length < LongestFile
                ? Encoding.UTF8.GetString(bytes, 0, length)
                : throw new ModelException($"{file}: is too long for a file of keys");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"cannot read the key file {file}: {fault.Message}", fault);
        }
    }

    private static byte[] Import(string file, byte[] key)
    {
        using var imported = ECDsa.Create();
        try
        {
            imported.ImportSubjectPublicKeyInfo(key, out _);
            return IsOnP256(imported)
                ? imported.ExportSubjectPublicKeyInfo()
                : throw new ModelException($"{file}: holds a key on another curve, expected is P-256");
        }
        catch (Exception fault) when (fault is CryptographicException or PlatformNotSupportedException)
        {
            throw new ModelException($"{file}: holds a key of another kind, expected is ECDSA on P-256", fault);
        }
    }
}
